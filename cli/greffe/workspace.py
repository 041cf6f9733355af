"""The workspace: which Turtle files Greffe works on, and the hash of their content.

A workspace is a folder with the content of ``data/``: one folder a public body, and optionally its
own ``law/``, ``organizations.ttl`` and ``ontology/``.  What it lacks of these three, the bundled
ones supply; without a folder, everything is bundled.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from greffe import __version__
from greffe.errors import InputError, UnknownName
from greffe.files import read, unreadable
from greffe.language import Text
from greffe.matching import quoted
from greffe.resources import data_dir, ontology_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Role = Literal["ontology", "concepts", "law", "organizations", "body", "register", "inventory"]

LAW: Final = "law"
ORGANIZATIONS: Final = "organizations.ttl"
ONTOLOGY: Final = "ontology"
CONCEPTS: Final = "concepts"
_BODY_ROLES: Final[dict[str, Role]] = {"register": "register", "inventory": "inventory"}
_NOT_BODIES: Final = frozenset({LAW, ONTOLOGY})


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """One Turtle file, which is one named graph.

    ``name`` is its path within the workspace (``mifi/register.ttl``, ``ontology/greffe.ttl``);
    ``body`` is the key of the public body whose folder holds it.
    """

    name: str
    path: Path
    role: Role
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where the data, the law, the organisations and the ontology are."""

    data: Path
    law: Path
    organizations: Path
    ontology: Path

    @classmethod
    def at(cls, root: Path | None = None) -> Workspace:
        """Return the workspace of a folder, or the bundled one.

        A checkout's root, which holds ``data/`` and ``ontology/``, is accepted as well.  Raises
        ``InputError`` when the folder is missing, unreadable or holds no body.
        """
        if root is None:
            return cls._joined(data_dir(), ontology_dir())
        try:
            is_folder = root.is_dir()
        except OSError as error:
            raise unreadable(root, error) from error
        if not is_folder:
            raise _no_folder(root)
        ontology = _own(root / ONTOLOGY, ontology_dir())
        workspace = cls._joined(root / "data" if (root / "data").is_dir() else root, ontology)
        if not workspace.bodies():
            raise _no_body(root)
        return workspace

    @classmethod
    def _joined(cls, data: Path, ontology: Path) -> Workspace:
        return cls(
            data=data,
            law=_own(data / LAW, data_dir() / LAW),
            organizations=_own(data / ORGANIZATIONS, data_dir() / ORGANIZATIONS),
            ontology=ontology,
        )

    def files(self) -> tuple[SourceFile, ...]:
        """Return every Turtle file by name; raise ``InputError`` if a folder is unreadable."""
        try:
            return tuple(sorted((*self._shared_files(), *self._body_files())))
        except OSError as error:
            raise unreadable(error.filename, error) from error

    def bodies(self) -> tuple[str, ...]:
        """Return the keys of the public bodies: the names of their folders, sorted."""
        return tuple(sorted({file.body for file in self._body_files() if file.body}))

    def body_dir(self, key: str) -> Path:
        """Return the folder of a body, whether it exists or not."""
        return self.data / key

    def require_body(self, key: str) -> None:
        """Raise ``UnknownName`` where the workspace has no public body of this key."""
        if key not in self.bodies():
            known = quoted(self.bodies())
            raise UnknownName(
                Text(f"{self.data} : aucun organisme « {key} ».", f"{self.data}: no body '{key}'."),
                Text(
                    f"Organismes connus : {known.fr} ; « greffe new » en commence un autre.",
                    f"Known bodies: {known.en}; 'greffe new' begins another.",
                ),
            )

    def content_hash(self, digest: Callable[[SourceFile], str] | None = None) -> str:
        """Return the SHA-256 of every file's name and that of its content, and Greffe's version.

        Equal hashes mean the same content, whatever the dates of the files and wherever they are.
        ``digest`` may know what files hash to.  Raises ``InputError`` if a file cannot be read.
        """
        whole = hashlib.sha256(f"greffe {__version__}\0".encode())
        for file in self.files():
            whole.update(f"{file.name}\0{(digest or digest_of)(file)}\0".encode())
        return whole.hexdigest()

    def _shared_files(self) -> Iterator[SourceFile]:
        for path in _turtle_in(self.ontology):
            yield SourceFile(f"{ONTOLOGY}/{path.name}", path, "ontology")
        for path in _turtle_in(self.ontology / CONCEPTS):
            yield SourceFile(f"{ONTOLOGY}/{CONCEPTS}/{path.name}", path, "concepts")
        for path in _turtle_in(self.law):
            yield SourceFile(f"{LAW}/{path.name}", path, "law")
        if self.organizations.is_file():
            yield SourceFile(ORGANIZATIONS, self.organizations, "organizations")

    def _body_files(self) -> Iterator[SourceFile]:
        for folder in self.data.iterdir():
            if folder.is_dir() and folder.name not in _NOT_BODIES:
                for path in _turtle_in(folder):
                    role = _BODY_ROLES.get(path.stem, "body")
                    yield SourceFile(f"{folder.name}/{path.name}", path, role, folder.name)


def digest_of(file: SourceFile) -> str:
    """Return the SHA-256 of a file's content; raise ``InputError`` if it cannot be read."""
    return hashlib.sha256(read(file.path)).hexdigest()


def _own(path: Path, bundled: Path) -> Path:
    return path if path.exists() else bundled


def _turtle_in(folder: Path) -> Iterator[Path]:
    return folder.glob("*.ttl")


def _no_folder(root: Path) -> InputError:
    return InputError(
        Text(
            f"{root} : ce dossier n’existe pas ou n’est pas un dossier.",
            f"{root}: this folder does not exist or is not a folder.",
        ),
        Text(
            "Donnez le dossier qui contient un sous-dossier par organisme public.",
            "Give the folder that holds one subfolder per public body.",
        ),
    )


def _no_body(root: Path) -> InputError:
    return InputError(
        Text(
            f"{root} : aucun organisme public dans ce dossier (aucun fichier */*.ttl).",
            f"{root}: no public body in this folder (no */*.ttl file).",
        ),
        Text(
            "Donnez le dossier parent de celui qui contient body.ttl et register.ttl.",
            "Give the parent of the folder that holds body.ttl and register.ttl.",
        ),
    )
