"""From what people type to RDF terms: the parameters of a question, checked and bound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.errors import InvalidParameter
from greffe.language import Text
from greffe.matching import fold, nearest, quoted
from greffe.terms import XSD_BOOLEAN, XSD_INTEGER, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from greffe.questions.collection import Parameter, Question
    from greffe.results.model import Source

_TRUE: Final = frozenset({"oui", "vrai", "yes", "true", "1"})
_FALSE: Final = frozenset({"non", "faux", "no", "false", "0"})
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_YEAR: Final = re.compile(r"[0-9]{4}")


def bind(question: Question, arguments: Mapping[str, str], source: Source) -> dict[str, Term]:
    """Return the term of each parameter that was given; an optional one left out stays unbound.

    ``arguments`` maps names, as people write them (``category``, ``catégorie``, ``data-type``), to
    words.  Raises ``InvalidParameter`` for an unknown, repeated, missing or ill-typed parameter,
    ``UnknownName`` for a thing that is not in the data.
    """
    given: dict[str, str] = {}
    for name, words in arguments.items():
        parameter = _called(question, name)
        if parameter.name in given:
            raise _repeated(parameter)
        given[parameter.name] = words
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise _missing(question, parameter)
    return {
        parameter.name: as_term(parameter, given[parameter.name], source)
        for parameter in question.parameters
        if parameter.name in given
    }


def as_term(parameter: Parameter, words: str, source: Source) -> Term:
    """Return the RDF term that ``words`` mean for a parameter; raises as ``bind`` does."""
    if read := _LITERALS.get(parameter.kind):
        return read(parameter, words.strip())
    from greffe.questions.naming import resolve

    return resolve(parameter, words, source)


def _text(parameter: Parameter, words: str) -> Literal:
    if not words:
        raise InvalidParameter(
            Text(f"--{parameter.name} est vide.", f"--{parameter.name} is empty."),
            Text("Donnez un texte à chercher.", "Give a text to look for."),
        )
    return Literal(words)


def _integer(parameter: Parameter, words: str) -> Literal:
    if not _INTEGER.fullmatch(words):
        raise _ill_typed(parameter, words, Text("un nombre entier", "a whole number"))
    return Literal(str(int(words)), XSD_INTEGER)


def _year(parameter: Parameter, words: str) -> Literal:
    if not _YEAR.fullmatch(words):
        raise _ill_typed(
            parameter, words, Text("une année de quatre chiffres", "a year of four digits")
        )
    return Literal(words, XSD_INTEGER)


def _boolean(parameter: Parameter, words: str) -> Literal:
    if fold(words) not in _TRUE | _FALSE:
        raise _ill_typed(parameter, words, Text("oui ou non", "yes or no"))
    return Literal("true" if fold(words) in _TRUE else "false", XSD_BOOLEAN)


_EXAMPLES: Final = {
    "integer": Text("3", "3"),
    "year": Text("2012", "2012"),
    "boolean": Text("oui", "yes"),
}
_LITERALS: Final[dict[str, Callable[[Parameter, str], Literal]]] = {
    "text": _text,
    "integer": _integer,
    "year": _year,
    "boolean": _boolean,
}


def _called(question: Question, name: str) -> Parameter:
    for parameter in question.parameters:
        if parameter.is_called(name):
            return parameter
    names = [parameter.name for parameter in question.parameters]
    near = quoted(f"--{known}" for known in nearest(name, names) or names)
    raise InvalidParameter(
        Text(
            f"la question « {question.name} » n’a pas de paramètre --{name}.",
            f"the question '{question.name}' has no parameter --{name}.",
        ),
        Text(f"Essayez {near.fr}.", f"Try {near.en}.")
        if names
        else Text("Elle n’en prend aucun.", "It takes none."),
    )


def _missing(question: Question, parameter: Parameter) -> InvalidParameter:
    example = parameter.example or "…"
    return InvalidParameter(
        Text(
            f"la question « {question.name} » demande --{parameter.name} ({parameter.label.fr}).",
            f"the question '{question.name}' needs --{parameter.name} ({parameter.label.en}).",
        ),
        Text(
            f'Par exemple : greffe query {question.name} --{parameter.name} "{example}"',
            f'For example: greffe query {question.name} --{parameter.name} "{example}"',
        ),
    )


def _repeated(parameter: Parameter) -> InvalidParameter:
    return InvalidParameter(
        Text(
            f"le paramètre --{parameter.name} est donné deux fois.",
            f"the parameter --{parameter.name} is given twice.",
        ),
        Text("Ne gardez qu’une valeur.", "Keep one value."),
    )


def _ill_typed(parameter: Parameter, words: str, wanted: Text) -> InvalidParameter:
    example = _EXAMPLES[parameter.kind]
    return InvalidParameter(
        Text(
            f"--{parameter.name} : « {words} » n’est pas {wanted.fr}.",
            f"--{parameter.name}: '{words}' is not {wanted.en}.",
        ),
        Text(
            f"Écrivez par exemple --{parameter.name} {example.fr}.",
            f"Write for example --{parameter.name} {example.en}.",
        ),
    )
