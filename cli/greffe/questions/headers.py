"""The YAML headers of questions, read once: what they say is kept as JSON in the cache.

Importing a YAML parser takes a tenth of the time that a whole answer takes.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from greffe.store.cache import HEADER_PREFIX, cache_dir, recall, remember

if TYPE_CHECKING:
    from pathlib import Path

_HASH_DIGITS: Final = 32


def read_header(header: str, cache: Path | None = None) -> Any:  # noqa: ANN401 - YAML holds anything
    """Return what a header says; raise ``ValueError`` when it is not YAML.

    A cache that cannot be read or written costs time, nothing else.
    """
    digest = hashlib.sha256(header.encode()).hexdigest()[:_HASH_DIGITS]
    kept = (cache or cache_dir()) / f"{HEADER_PREFIX}{digest}.json"
    if content := recall(kept):
        return json.loads(content)
    said = parse(header)
    remember(kept, json.dumps(said, ensure_ascii=False).encode())
    return said


def parse(header: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """Parse YAML with every scalar a string: ``No`` is a heading, not a boolean.

    Raises ``ValueError`` for what is no YAML.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(header, Loader=loader)  # noqa: S506 - makes only strings, lists, mappings
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
