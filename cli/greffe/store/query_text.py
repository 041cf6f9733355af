"""SPARQL text, token by token: prefixes, values of parameters, and where a fault is.

Strings, IRIs and comments are told apart from the rest by the terminals of the SPARQL 1.1 grammar
(section 19.8), so that nothing inside them is taken for syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from greffe.errors import SyntaxFault, UsageError, place
from greffe.language import Text
from greffe.namespaces import PREFIXES
from greffe.terms import Blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.terms import Term

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[\w.\-]*\w)
  | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:%\\][\w.\-:%\\]*[\w:%]|[\w:%])?)
  | (?P<word>\w+)
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE: Final = frozenset({"PREFIX", "BASE"})
_UPDATES: Final = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
)
_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED: Final = re.compile(r'"[^"]+"|(?<![\w{])[A-Z]{2,}\b')
_MOST_EXPECTED: Final = 6
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_BEGINNINGS: Final = frozenset({*_FORMS, "PREFIX", "BASE"})

SYNTAX_ERROR: Final = Text("erreur de syntaxe", "syntax error")
CORRECT: Final = Text(
    "Corrigez la requête à cet endroit ou tout près.",
    "Correct the query at this place or close to it.",
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind (``comment``, ``iri``, ``string``, ``name``, ``word`` …) and place."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield every token of a query, comments included."""
    for found in _TOKEN.finditer(query):
        yield Token(found.lastgroup or "mark", found[0], found.start())


def significant(query: str) -> list[Token]:
    """Return the tokens of a query but its comments."""
    return [token for token in tokens(query) if token.kind != "comment"]


def iri_of(token: Token, prefixes: Mapping[str, str]) -> str:
    """Return the IRI that a token is or stands for; nothing where it is none that is known."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes[prefix] + local if token.kind == "name" and prefix in prefixes else ""


def missing_prefixes(query: str) -> dict[str, Token]:
    """Return the prefixes that a query uses and does not declare, each with its first use."""
    declared: set[str] = set()
    used: dict[str, Token] = {}
    previous = ""
    for token in significant(query):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if previous == "PREFIX":
                declared.add(prefix)
            else:
                used.setdefault(prefix, token)
        previous = token.text.upper()
    return {prefix: token for prefix, token in used.items() if prefix not in declared}


def prologue(query: str) -> str:
    """Return the PREFIX lines that supply those of our prefixes which the query leaves out."""
    missing = sorted(prefix for prefix in missing_prefixes(query) if prefix in PREFIXES)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in missing)


def refuse_updates(query: str) -> None:
    """Raise ``UsageError`` when the text is a SPARQL 1.1 Update: nothing here changes data."""
    words = (token.text.upper() for token in tokens(query) if token.kind == "word")
    if next((word for word in words if word not in _PROLOGUE), "") in _UPDATES:
        raise UsageError(
            Text(
                "seules les requêtes SELECT, ASK, CONSTRUCT et DESCRIBE sont permises.",
                "only SELECT, ASK, CONSTRUCT and DESCRIBE queries are allowed.",
            ),
            Text(
                "Pour changer les données, corrigez les fichiers et vérifiez-les.",
                "To change the data, correct its files and check them.",
            ),
        )


def with_values(query: str, values: Mapping[str, Term]) -> str:
    """Return the query with variables bound to terms by VALUES blocks inside its WHERE group.

    A block after the group would join only when filters and groups are done, so that a count
    would count everything.  The block opens the group, where it narrows the search at once; for a
    variable that the query computes (``BIND (… AS ?year)``) it closes it, as SPARQL wants.  A
    subquery knows nothing of it: where one says ``VALUES ?name { UNDEF }``, which leaves the
    variable open, the term stands instead.  The terms are written by their own grammar; nothing
    else in the text changes.  Raises ``UsageError`` when a term is blank, or the query has no
    WHERE group.
    """
    if not values:
        return query
    for name, term in values.items():
        if isinstance(term, Blank):
            raise _blank(name)
    query = _filled(query, values)
    opening, closing = _where_group(query)
    computed = _computed(query)
    first = _block({name: term for name, term in values.items() if name not in computed})
    last = _block({name: term for name, term in values.items() if name in computed})
    return f"{query[:opening]}{first}{query[opening:closing]}{last}{query[closing:]}"


def used_names(query: str, namespace: str) -> dict[str, Token]:
    """Return the terms of a namespace that a query uses (IRI), each with its first use."""
    prefixes = PREFIXES | declared(query)
    found: dict[str, Token] = {}
    for token in tokens(query):
        iri = iri_of(token, prefixes)
        if iri != namespace and iri.startswith(namespace):
            found.setdefault(iri, token)
    return found


def fault(query: str, message: str, added: int = 0) -> SyntaxFault:
    """Return the fault that Oxigraph's message describes, with the place in the query.

    ``added`` is the number of lines that were put before it.  A prefix that nothing declares is
    named first: the parser's own words do not say it.
    """
    unknown = {name: at for name, at in missing_prefixes(query).items() if name not in PREFIXES}
    if unknown:
        return _unknown_prefix(query, *next(iter(unknown.items())))
    found = _PLACE.search(message)
    if found is None:
        return fault_at(Text(f"requête refusée ({message})", f"query refused ({message})"))
    at, wanted = _located(query, _offset(query, int(found[1]) - added, int(found[2])), found[3])
    listed = ", ".join(wanted)
    expected = Text(f" (attendu : {listed})", f" (expected: {listed})")
    why = SYNTAX_ERROR + expected if wanted else SYNTAX_ERROR
    return fault_at(why, place(query, at))


def fault_at(why: Text, at: tuple[int, int] | None = None, remedy: Text = CORRECT) -> SyntaxFault:
    """Return the fault of a query that cannot be read, with its line and column if known."""
    line, column = at or (None, None)
    head = Text("SPARQL : ", "SPARQL: ")
    if at:
        head = Text(
            f"SPARQL, ligne {line}, colonne {column} : ", f"SPARQL, line {line}, column {column}: "
        )
    return SyntaxFault(head + why + Text(".", "."), remedy, line=line, column=column)


def wrong_form(wanted: str) -> UsageError:
    """Return the error for a query whose form is not the one that is asked for."""
    return UsageError(Text(f"il faut une requête {wanted}.", f"a {wanted} query is needed."))


def _located(query: str, reported: int, listed: str) -> tuple[int, list[str]]:
    """Return where a fault is and what would do there, from what Oxigraph reports.

    Its parser tells the furthest offset that any attempt reached, and an attempt at a keyword
    reaches as far as the keyword is long: without a mark among what it expected, the fault is
    that much before, at the beginning of a token.  Of those keywords only one that the token
    begins is worth a word.
    """
    wanted = list(dict.fromkeys(_EXPECTED.findall(listed)))
    if any(each.startswith('"') for each in wanted):
        return reported, wanted[:_MOST_EXPECTED]
    before = max(reported - min(map(len, wanted), default=1), 0)
    words = significant(query)
    reached = [token for token in words if token.start <= before] or words[:1]
    if not reached:
        return 0, list(_FORMS)
    at = reached[-1]
    if at is words[0]:
        return at.start, [] if at.text.upper() in _BEGINNINGS else list(_FORMS)
    return at.start, [each for each in wanted if each.startswith(at.text.upper())]


def _offset(query: str, line: int, column: int) -> int:
    lines = query.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + column - 1


def _block(values: Mapping[str, Term]) -> str:
    names = " ".join(f"?{name}" for name in values)
    row = " ".join(map(str, values.values()))
    return f" VALUES ({names}) {{ ({row}) }} " if values else ""


def _filled(query: str, values: Mapping[str, Term]) -> str:
    """Return the query with the terms in the place of ``UNDEF`` where variables are left open."""
    words = significant(query)
    filled, end = "", 0
    for found in zip(*(words[skipped:] for skipped in range(5)), strict=False):
        values_, variable, opening, undefined, closing = (token.text for token in found)
        shape = (values_.upper(), opening, undefined.upper(), closing)
        if shape == ("VALUES", "{", "UNDEF", "}") and variable[1:] in values:
            filled += query[end : found[3].start] + str(values[variable[1:]])
            end = found[3].start + len(undefined)
    return filled + query[end:]


def _where_group(query: str) -> tuple[int, int]:
    """Return where the inside of the outermost group begins and ends."""
    parentheses, braces, opening = 0, 0, 0
    for token in tokens(query):
        if token.kind != "mark":
            continue
        parentheses += (token.text == "(") - (token.text == ")")
        if token.text == "{" and (braces or not parentheses):
            braces += 1
            opening = opening or token.start + 1
        elif token.text == "}" and braces:
            braces -= 1
            if not braces:
                return opening, token.start
    raise UsageError(Text("la requête n’a pas de groupe WHERE.", "the query has no WHERE group."))


def _computed(query: str) -> set[str]:
    """Return the variables that the query itself assigns (``AS ?name``)."""
    return {
        variable.text[1:]
        for word, variable in pairwise(significant(query))
        if word.text.upper() == "AS" and variable.kind == "variable"
    }


def _blank(name: str) -> UsageError:
    return UsageError(
        Text(
            f"le paramètre « {name} » ne peut pas être un nœud anonyme.",
            f"the parameter '{name}' cannot be a blank node.",
        )
    )


def declared(query: str) -> dict[str, str]:
    """Return the prefixes that a query declares, and what each stands for."""
    words = significant(query)
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in zip(words, words[1:], words[2:], strict=False)
        if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _unknown_prefix(query: str, prefix: str, token: Token) -> SyntaxFault:
    supplied = ", ".join(PREFIXES)
    return fault_at(
        Text(
            f"le préfixe « {prefix}: » n’est déclaré nulle part",
            f"the prefix '{prefix}:' is declared nowhere",
        ),
        place(query, token.start),
        Text(
            f"Ajoutez PREFIX {prefix}: <…>, ou prenez un des préfixes fournis : {supplied}.",
            f"Add PREFIX {prefix}: <…>, or take one of those supplied: {supplied}.",
        ),
    )
