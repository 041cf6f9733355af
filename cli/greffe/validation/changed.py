"""What has changed since a revision: the entries that a pull request must answer for.

An entry is concerned when one of its statements has changed, or one of its citations or spans,
or a thing that it refers to (its recipient, its agreement): that thing may now break a rule on
the entry.  Of a file that was removed, all is gone that it described.  Comments, order and layout
of the Turtle change nothing.
"""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.documents.received import FOLDER
from greffe.errors import InputError, SyntaxFault, UsageError
from greffe.files import read
from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE
from greffe.resources import data_dir
from greffe.turtle.reading import parse_content
from greffe.validation.ground import owner_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.ground import Ground

_PLACEMENT: Final = (f"{DCTERMS}isPartOf", f"{GREFFE}document", f"{DCTERMS}publisher")
"""Links that say where a thing stands: a new title of the register changes none of its entries."""

Description = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Since:
    """What a check was narrowed to: the revision, and how many entries it concerns."""

    revision: str
    entries: int

    def as_json(self) -> dict[str, str | int]:
        """Return it as the summary of ``--format json`` gives it."""
        return {"revision": self.revision, "entries": self.entries}


def concerned(ground: Ground, revision: str) -> set[Node]:
    """Return the things under test that the changes since ``revision`` concern.

    Raises ``InputError`` when git is missing or the files are in no repository, ``UsageError``
    when the repository has no such revision.
    """
    changed: set[Node] = set()
    removed: set[Node] = set()
    commits: dict[Path, str] = {}
    for path in _comparable(ground.tested):
        folder = path.resolve().parent
        if folder not in commits:
            commits[folder] = commit_of(folder, revision)
            removed |= _removed_from(folder, commits[folder])
        changed |= _changed_in(path, ground.tested[path], commits[folder])
    changed |= _referring(ground, changed, _PLACEMENT) | _referring(ground, removed)
    owners = {_owner(ground.data, subject) for subject in changed}
    return ground.subjects & _with_parts(ground, owners)


def touched(ground: Ground, revision: str) -> set[Path]:
    """Return the folders in which data under test, or documents, are not as in the revision.

    Raises what ``concerned`` raises.
    """
    found: set[Path] = set()
    for path in _comparable(ground.tested):
        folder = path.parent / FOLDER
        beside = [path, *sorted(each for each in folder.glob("*") if each.is_file())]
        if path.parent not in found:
            commit = commit_of(path.resolve().parent, revision)
            differing = any(_content(each, commit) != read(each) for each in beside)
            if differing or _removed_from(path.resolve().parent, commit):
                found.add(path.parent)
    return found


def entries_in(ground: Ground, subjects: Iterable[Node]) -> int:
    """Return how many of the things are entries of a register or an inventory."""
    return sum(owner_of(ground.data, subject) == subject for subject in subjects)


def _owner(data: Graph, subject: Node) -> Node:
    return owner_of(data, subject) or subject


def _referring(ground: Ground, changed: set[Node], but_by: Iterable[str] = ()) -> set[Node]:
    from rdflib import URIRef

    ignored = {URIRef(iri) for iri in but_by}
    return {
        subject
        for graph in ground.tested.values()
        for subject, predicate, value in graph
        if value in changed and predicate not in ignored
    }


def _with_parts(ground: Ground, owners: set[Node]) -> set[Node]:
    from rdflib import BNode

    found = set(owners)
    for graph in ground.tested.values():
        for subject in set(graph.subjects()):
            if isinstance(subject, BNode) or _owner(ground.data, subject) in owners:
                found.add(subject)
    return found


def _descriptions(graph: Graph) -> Mapping[Node, Description]:
    """Return what is said of each named thing; a blank node is a part of who refers to it."""
    from rdflib import BNode

    said: dict[Node, set[tuple[str, str]]] = defaultdict(set)
    for subject, predicate, value in graph:
        if not isinstance(subject, BNode):
            said[subject].add((str(predicate), _spelled(graph, value, ())))
    return {subject: frozenset(statements) for subject, statements in said.items()}


def _spelled(graph: Graph, value: Node, above: tuple[Node, ...]) -> str:
    from rdflib import BNode

    if not isinstance(value, BNode):
        return value.n3()
    if value in above:
        return "[…]"
    inner = sorted(
        f"{predicate} {_spelled(graph, each, (*above, value))}"
        for predicate, each in graph.predicate_objects(value)
    )
    return f"[{' ; '.join(inner)}]"


def _comparable(paths: Collection[Path]) -> list[Path]:
    """Return the files to compare: those that come with Greffe do not change in a body's hands."""
    own = [path for path in paths if not path.resolve().is_relative_to(data_dir().resolve())]
    return own or list(paths)


def _changed_in(path: Path, graph: Graph, commit: str) -> set[Node]:
    """Return the named things of a file that are not described as they were."""
    before = _content(path, commit)
    if before is None:
        return set(_descriptions(graph))
    if before == read(path):
        return set()
    then, now = _descriptions(_parsed(before, path)), _descriptions(graph)
    return {
        subject for subject in then.keys() | now.keys() if then.get(subject) != now.get(subject)
    }


def _removed_from(folder: Path, commit: str) -> set[Node]:
    """Return the named things of the Turtle files that a folder had in a commit and has no more."""
    listed = git(folder, "ls-tree", "-z", "--name-only", commit).stdout.split(b"\0")
    paths = (folder / os.fsdecode(name) for name in listed if name.endswith(b".ttl"))
    gone = {path: _content(path, commit) or b"" for path in paths if not path.exists()}
    return {
        subject for path, before in gone.items() for subject in _descriptions(_parsed(before, path))
    }


def _parsed(content: bytes, path: Path) -> Graph:
    """Return the graph of a file as it was; empty when it was not Turtle."""
    from rdflib import Graph

    try:
        return parse_content(content, path)
    except SyntaxFault:
        return Graph(bind_namespaces="none")


def _content(path: Path, commit: str) -> bytes | None:
    """Return a file as it was in a commit, None when it was not there."""
    file = path.resolve()
    shown = git(file.parent, "show", f"{commit}:./{file.name}")
    return None if shown.returncode else shown.stdout


def commit_of(folder: Path, revision: str) -> str:
    """Return the commit that a revision names in the repository of a folder.

    Raises ``InputError`` when git is missing or there is no repository, ``UsageError`` when the
    repository has no such revision.
    """
    inside = git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        raise _no_repository(folder, inside.stderr)
    commit = git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit.returncode:
        raise _no_revision(revision)
    return commit.stdout.decode().strip()


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, without a hook's own variables; raise ``InputError`` without git."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and a revision cannot be an option
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the git of the person's path
            capture_output=True,
            check=False,
            env={**environment, "LC_ALL": "C"},
        )
    except OSError as error:
        raise _no_git() from error


def _no_git() -> InputError:
    return InputError(
        Text("--since demande git, qui est introuvable.", "--since needs git, which is not found."),
        Text("Installez git, ou vérifiez tout.", "Install git, or check everything."),
    )


def _no_repository(folder: Path, reason: bytes) -> InputError:
    said = reason.decode(errors="replace").strip().removeprefix("fatal: ").split("\n")[0]
    return InputError(
        Text(
            f"{folder} : --since compare à un dépôt git, et il n’y en a pas ici ({said}).",
            f"{folder}: --since compares to a git repository, and there is none here ({said}).",
        ),
        Text(
            "Lancez la commande sur des fichiers qui sont dans un dépôt git, ou sans --since.",
            "Run the command on files that are in a git repository, or without --since.",
        ),
    )


def _no_revision(revision: str) -> UsageError:
    return UsageError(
        Text(
            f"--since : le dépôt n’a pas de révision « {revision} ».",
            f"--since: the repository has no revision '{revision}'.",
        ),
        Text(
            "Donnez une branche, une étiquette ou un commit ; en intégration continue, récupérez "
            "aussi l’historique (fetch-depth: 0).",
            "Give a branch, a tag or a commit; in a pipeline, fetch the history as well "
            "(fetch-depth: 0).",
        ),
    )
