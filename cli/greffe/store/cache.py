"""Where compiled stores and other things are kept, and which of them are let go."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError, StoreError
from greffe.language import Text
from greffe.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARIABLE: Final = "GREFFE_CACHE"
KEPT: Final = 4
UNDER_WAY: Final = "building-"
HEADER_PREFIX: Final = "question-"
DIGITS: Final = 32
"""How many digits of a hash name a store."""

# A store that was used lately may still be open; an unfinished one may still be growing.
_LATELY: Final = 3600.0
_ABANDONED: Final = 24 * _LATELY
_OUTDATED: Final = 90 * 24 * _LATELY


def cache_dir(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of compiled stores: ``GREFFE_CACHE``, else the system's own place."""
    if chosen := environment.get(VARIABLE):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("greffe", appauthor=False)


def store_path(content_hash: str, cache: Path) -> Path:
    """Return where the store of a content is kept, for the engine in use."""
    from pyoxigraph import __version__ as engine

    return cache / f"{content_hash[:DIGITS]}-{engine}"


def make_folder(cache: Path) -> None:
    """Create the cache folder; raise ``StoreError`` when that is not allowed."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(cache, error) from error


def touch(store: Path) -> None:
    """Mark a store as used now; a cache that may only be read stays as it is."""
    try:
        os.utime(store)
    except OSError:
        return


def prune(cache: Path, keep: Path, now: float | None = None) -> None:
    """Remove all but the stores used most recently, what abandoned builds left, old headers.

    ``keep`` and any store used within the hour stay.
    """
    moment = time.time() if now is None else now
    ages = dict(_by_age(cache, moment))
    stores = [path for path in ages if not path.name.startswith(UNDER_WAY)]
    old = [path for path in stores[KEPT:] if ages[path] > _LATELY and path != keep]
    abandoned = [path for path in ages if path not in stores and ages[path] > _ABANDONED]
    for path in (*old, *abandoned):
        discard(path)
    kept = {f"{UNDER_WAY}*.lock": _ABANDONED, f"{HEADER_PREFIX}*.json": _OUTDATED}
    for pattern, longest in kept.items():
        for path in cache.glob(pattern):
            if moment - path.stat().st_mtime > longest:
                path.unlink(missing_ok=True)


def compiled(cache: Path) -> tuple[Path, ...]:
    """Return the compiled stores of a cache, the one used last first; none where it cannot tell."""
    try:
        found = tuple(path for path, _ in _by_age(cache, 0.0))
    except OSError:
        return ()
    return tuple(path for path in found if not path.name.startswith(UNDER_WAY))


def recall(path: Path) -> bytes | None:
    """Return what ``remember`` kept in a file; nothing where it is missing or damaged."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(content) else None


def remember(path: Path, content: bytes) -> bool:
    """Keep a content in a file that tells damage; return whether that was allowed."""
    from greffe import files

    try:
        files.write(path, _digest(content) + b"\n" + content)
    except (InputError, OSError):
        return False
    return True


def discard(folder: Path) -> None:
    """Remove a store; what cannot be removed now stays for another time."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def cannot_write(cache: Path, error: OSError) -> StoreError:
    """Return the error for a cache folder that cannot be written."""
    return StoreError(
        Text(
            f"{cache} : impossible d’y préparer les données ({reason(error).fr}).",
            f"{cache}: the data cannot be compiled there ({reason(error).en}).",
        ),
        Text(
            f"Donnez un dossier où vous pouvez écrire dans la variable {VARIABLE}.",
            f"Name a folder where you may write in the variable {VARIABLE}.",
        ),
    )


def _digest(content: bytes) -> bytes:
    from hashlib import sha256

    return sha256(content).hexdigest().encode()


def _by_age(cache: Path, moment: float) -> Iterator[tuple[Path, float]]:
    ages = [(moment - path.stat().st_mtime, path) for path in cache.iterdir() if path.is_dir()]
    return ((path, age) for age, path in sorted(ages))
