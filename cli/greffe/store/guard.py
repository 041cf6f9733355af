"""What a query may not do on the local store: reach outside it.

Oxigraph follows SERVICE to any host and has no switch against it; FROM names graphs, and a graph
that is not in the store would silently be empty.  Both words must stand in a query that uses them,
so that a query without them is safe as it is; any other is read by a real SPARQL parser.  Nor may
it nest so deeply that the engine's parser, which is recursive, would take the process with it.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import InputError, RefusedQuery, place
from greffe.language import Text
from greffe.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from greffe.errors import SyntaxFault

Graphs = tuple[tuple[str, ...], tuple[str, ...]]
"""Default graphs and named graphs, by IRI; none of either where none are chosen."""

_REMEDY: Final = Text(
    "Une requête locale ne lit que les données de l’espace de travail, par ses graphes (GRAPH) ; "
    "pour un autre serveur, donnez son adresse avec --endpoint.",
    "A local query reads only the data of the workspace, by its graphs (GRAPH); "
    "for another server, give its address with --endpoint.",
)
# SPARQL 1.1, production 139, without "#", which may begin a comment. No keyword stands in such
# brackets: after SERVICE or FROM comes an IRI, a brace, a comment or white space before any ">".
_IRIREF: Final = re.compile(r"<[^<>\"{}|^`\\#\s]*>")
# Comments before anything else, where "#" can be in no string and no IRI. Either end of a line ends
# one; with a backslash, which may be the escape of such an end, it is not passed over.
_HEADER: Final = re.compile(r"(?:[ \t\r\n]|#[^\r\n\\]*+(?:[\r\n]|\Z))*+")
# FROM may stand right after these words; at the end of another it is a name (prov:wasQuotedFrom).
_SUSPECT: Final = re.compile(r"service|(?:ask|construct)from|(?<![\w:?$])from")
# SPARQL 1.1, section 19.2: \uXXXX is read before anything else, so it may hide a word.
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST: Final = 0x10FFFF
_ASCII: Final = 0x80

DEEPEST: Final = 500
_OPENING: Final = "({["
_CLOSING: Final = ")}]"


def refuse_depth(query: str) -> None:
    """Refuse a query that nests groups or brackets more than ``DEEPEST`` levels (``SyntaxFault``).

    Oxigraph 0.5 crashes at some thousands of levels; people write a dozen.
    """
    if sum(map(query.count, _OPENING)) <= DEEPEST:
        return
    from greffe.store.query_text import fault_at, tokens

    depth = 0
    for token in tokens(query):
        if token.kind == "mark":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > DEEPEST:
            too_deep = Text(f"plus de {DEEPEST} niveaux", f"more than {DEEPEST} levels")
            raise fault_at(too_deep, place(query, token.start))


def chosen_graphs(query: str, known: Callable[[str], bool]) -> Graphs:
    """Return the graphs that the query chooses by FROM; refuse what reaches outside the store.

    ``known`` says whether a graph is in the store.  Raises ``InputError`` for SERVICE and for a
    graph that is not there, ``SyntaxFault`` for a query that cannot be read.
    """
    if not _is_suspect(query):
        return (), ()
    if any(ord(_character(found)) < _ASCII for found in _ESCAPE.finditer(query)):
        raise _refused(
            Text(
                "la requête écrit en échappement (\\u) des lettres qui peuvent cacher un SERVICE",
                "the query escapes (\\u) letters, which may hide a SERVICE",
            )
        )
    calls_out, chosen = _read(query)
    if calls_out:
        raise _refused(
            Text(
                "la requête appelle un autre serveur (SERVICE)",
                "the query calls another server (SERVICE)",
            )
        )
    for graph in chain(*chosen):
        if not known(graph):
            raise _refused(
                Text(
                    f"le graphe <{graph}> (FROM) n’est pas dans les données",
                    f"the graph <{graph}> (FROM) is not in the data",
                )
            )
    return chosen


def _is_suspect(query: str) -> bool:
    """Return whether a query may hold SERVICE or FROM anywhere but in the comments it begins with.

    What is passed over holds no escape: it is the same whether escapes are read before or after.
    """
    said = _HEADER.sub("", query, count=1)
    return _SUSPECT.search(_IRIREF.sub(" ", unescaped(said)).lower()) is not None


def unescaped(query: str) -> str:
    r"""Return the text with every ``\uXXXX`` read, which may hide a word (SPARQL 1.1, 19.2).

    Those within an escaped backslash too, and those that reading brings about: whichever of them
    an engine reads, no word stays hidden.
    """
    before = ""
    while "\\" in query and before != query:
        before, query = query, _ESCAPE.sub(_character, query)
    return query


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= _LAST else " "


def _read(query: str) -> tuple[bool, Graphs]:
    """Return whether the query holds a SERVICE anywhere, and the graphs that FROM names.

    The query is read twice, by a parser and word by word; what only one of them sees counts too,
    since the engine may see it.
    """
    from rdflib.plugins.sparql.algebra import translateQuery

    from greffe.store.query_text import fault_at, tokens

    parsed = _parsed(query)
    # Before the translation, which takes the filters out of the tree.
    calls_out = any(node.name == "ServiceGraphPattern" for node in _nodes(parsed))
    try:
        clauses = translateQuery(parsed, initNs=PREFIXES).algebra.get("datasetClause") or ()
    except Exception as error:
        raise _unreadable(error) from error
    words = [token.text.upper() for token in tokens(query) if token.kind == "word"]
    if words.count("FROM") > len(clauses):
        raise fault_at(Text("un FROM est illisible", "a FROM cannot be read"))
    default, named = (
        tuple(str(clause[kind]) for clause in clauses if kind in clause)
        for kind in ("default", "named")
    )
    return calls_out or "SERVICE" in words, (default, named)


def functions(query: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the IRI of each function that a query calls by its IRI; raises ``SyntaxFault``."""
    for node in _nodes(_parsed(query)):
        if node.name == "Function":
            name = node.iri
            named = getattr(name, "name", "") == "pname"
            yield prefixes.get(str(name.prefix or ""), "") + str(name.localname) if named else name


def foreign_function() -> RefusedQuery:
    """Return the refusal of a query that calls a function which is none of SPARQL 1.1."""
    return RefusedQuery(
        Text(
            "la requête appelle une fonction qui n’est pas de SPARQL 1.1 : refusé.",
            "the query calls a function that is not of SPARQL 1.1: refused.",
        ),
        Text("Prenez les fonctions de SPARQL 1.1.", "Use the functions of SPARQL 1.1."),
    )


def is_foreign_function(error: Exception) -> bool:
    """Return whether Oxigraph gave a query up because it does not know a function in it."""
    return "custom function" in str(error)


def _parsed(query: str) -> Any:  # noqa: ANN401 - rdflib has no types for its tree
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    from greffe.store.query_text import SYNTAX_ERROR, fault_at

    try:
        return parseQuery(_with_newlines(query))
    except ParseException as error:
        at = (error.lineno, error.column)
        raise fault_at(SYNTAX_ERROR, at) from error
    except Exception as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> SyntaxFault:
    from greffe.store.query_text import fault_at

    return fault_at(Text(f"illisible ({error})", f"unreadable ({error})"))


def _with_newlines(query: str) -> str:
    """Return the text with every line ended as the parser knows it, each letter in its place.

    A carriage return ends a comment too (SPARQL 1.1, 19.4), and what comes after it counts.
    """
    return query.replace("\r\n", " \n").replace("\r", "\n")


def _nodes(part: object) -> Iterator[Any]:
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from _nodes(inner)
    elif isinstance(part, list | tuple | set) or type(part).__name__ == "ParseResults":
        for inner in part:  # type: ignore[attr-defined]
            yield from _nodes(inner)


def _refused(what: Text) -> InputError:
    return InputError(
        what + Text(" : refusé sur les données locales.", ": refused on the local data."), _REMEDY
    )
