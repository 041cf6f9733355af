"""The public view of a store: no natural person named, no confidential entry, nothing of either."""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from greffe.namespaces import FOAF, GREFFE, RDF, SKOS, XSD
from greffe.store.cache import cache_dir, store_path
from greffe.store.embedded import Store, open_compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import BlankNode, NamedNode, Quad
    from pyoxigraph import Store as Oxigraph

    from greffe.workspace import Workspace

MASK: Final = "[nom masqué]"
"""What stands for the name of a natural person; French, as the documents are."""

_NAMES: Final = frozenset(
    {f"{FOAF}name", f"{FOAF}givenName", f"{FOAF}familyName", f"{SKOS}hiddenLabel"}
)
_LED_TO: Final = re.compile(r"/(?:agreement|group|person|org)/[^/#]+$")
_CONFIDENTIAL: Final = f"{GREFFE}confidential"


def open_public(
    workspace: Workspace,
    *,
    masked: bool = True,
    cache: Path | None = None,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Store:
    """Open what may be published of a workspace, compiling it first if it is missing.

    Left out: entries marked ``greffe:confidential true``, whatever they own, and the agreements,
    groups and persons that nothing else refers to.  With ``masked``, the names of natural persons
    (``foaf:Person``) go, and ``MASK`` stands for them wherever they were written.  ``tell`` and
    the errors are those of ``compile_store``.
    """
    from greffe.store.compiling import compile_changed, compile_store

    folder = cache_dir() if cache is None else cache
    content = workspace.content_hash()
    key = sha256(f"public {masked} {content}".encode()).hexdigest()
    path = store_path(key, folder)
    if not path.is_dir():
        whole = compile_store(workspace, folder, tell=tell)
        compile_changed(whole, partial(make_public, masked=masked), path, folder)
    return Store(open_compiled(path), content, path)


def mask_of(workspace: Workspace, cache: Path | None = None) -> Callable[[str], str]:
    """Return what puts ``MASK`` for the name of a natural person wherever words have it."""
    from greffe.store.compiling import compile_store

    path = compile_store(workspace, cache_dir() if cache is None else cache)
    return masking(open_compiled(path))


def masking(store: Oxigraph) -> Callable[[str], str]:
    """Return what puts ``MASK`` for the names of the natural persons that a store knows."""
    names = _names(store)
    return (lambda words: words) if names is None else (lambda words: names.sub(MASK, words))


def make_public(store: Oxigraph, *, masked: bool) -> None:
    """Turn a store that may be written into the public view of what it holds."""
    changes = list(_changes(store, masked=masked))
    for before, _ in changes:
        store.remove(before)
    store.extend(after for _, after in changes if after is not None)


def _changes(store: Oxigraph, *, masked: bool) -> Iterator[tuple[Quad, Quad | None]]:
    """Yield the quads that are not public, each with what stands in its place if anything does."""
    hidden = _hidden(store)
    names = _names(store) if masked else None
    persons = _persons(store)
    for quad in store if hidden or names is not None else ():
        if _speaks_of(quad, hidden):
            yield quad, None
        elif names is not None and hasattr(quad.object, "datatype"):
            if quad.predicate.value in _NAMES and quad.subject in persons:
                yield quad, None
            elif (shown := _masked(quad, names)) is not quad:
                yield quad, shown


def _hidden(store: Oxigraph) -> frozenset[str]:
    """Return the confidential entries, and the things that only they refer to.

    Whatever does not say plainly that an entry is not confidential keeps it out.
    """
    from pyoxigraph import Literal, NamedNode

    open_ = {Literal(word, datatype=_node(f"{XSD}boolean")) for word in ("false", "0")}
    entries = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, _node(_CONFIDENTIAL), None)
        if isinstance(quad.subject, NamedNode) and quad.object not in open_
    }
    hidden, pending = set(entries), sorted(entries)
    while pending:
        for thing in _led_to(store, pending.pop()):
            if thing not in hidden and _only_from(store, thing, hidden):
                hidden.add(thing)
                pending.append(thing)
    return frozenset(hidden)


def _led_to(store: Oxigraph, thing: str) -> list[str]:
    """Return the agreements, groups, persons and organisations that a thing leads to, sorted."""
    from pyoxigraph import NamedNode

    values = (quad.object for quad in store.quads_for_pattern(_node(thing), None, None))
    leading = {value.value for value in values if isinstance(value, NamedNode)}
    return sorted(filter(_LED_TO.search, leading))


def _only_from(store: Oxigraph, thing: str, hidden: set[str]) -> bool:
    """Return whether all that refers to a thing, but itself, is hidden."""
    referring = store.quads_for_pattern(None, None, _node(thing))
    names = {getattr(quad.subject, "value", "") for quad in referring}
    return all(_owner(name, {*hidden, thing}) for name in names)


def _owner(name: str, entries: Iterable[str]) -> bool:
    return any(name == entry or name.startswith(f"{entry}/") for entry in entries)


def _speaks_of(quad: Quad, hidden: frozenset[str]) -> bool:
    if not hidden:
        return False
    terms = (getattr(quad.subject, "value", ""), getattr(quad.object, "value", ""))
    return any(_owner(term, hidden) for term in terms)


def _names(store: Oxigraph) -> re.Pattern[str] | None:
    """Return what matches the name of any natural person, however it is spaced or cased."""
    from pyoxigraph import Literal

    found = {
        quad.object.value
        for person in _persons(store)
        for name in _NAMES
        for quad in store.quads_for_pattern(person, _node(name), None)
        if isinstance(quad.object, Literal)
    }
    if not found:
        return None
    longest = sorted(found, key=lambda name: (-len(name), name))
    words = (r"[\s ]+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _persons(store: Oxigraph) -> set[NamedNode | BlankNode]:
    typed = store.quads_for_pattern(None, _node(f"{RDF}type"), _node(f"{FOAF}Person"))
    return {quad.subject for quad in typed if not hasattr(quad.subject, "predicate")}


def _masked(quad: Quad, names: re.Pattern[str]) -> Quad:
    from pyoxigraph import Literal, Quad

    value = quad.object
    if not isinstance(value, Literal) or not names.search(value.value):
        return quad
    words = names.sub(MASK, value.value)
    literal = (
        Literal(words, language=value.language)
        if value.language
        else Literal(words, datatype=value.datatype)
    )
    return Quad(quad.subject, quad.predicate, literal, quad.graph_name)


def _node(iri: str) -> NamedNode:
    from pyoxigraph import NamedNode

    return NamedNode(iri)
