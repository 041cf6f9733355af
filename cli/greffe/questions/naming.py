"""Finding the thing that a person's words mean, among the things that a parameter may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.citations.spelling import provision_path
from greffe.errors import InvalidParameter, SyntaxFault, UnknownName
from greffe.language import LANGUAGES, Text
from greffe.matching import NEAR, fold, nearest, quoted
from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, LAW, ORG, ORGANIZATION, RDFS, ROOT, SKOS
from greffe.results.grid import short_name
from greffe.terms import NOT_IN_IRI, Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.language import Language
    from greffe.questions.collection import Parameter
    from greffe.results.model import Source

ACCESS_ACT: Final = "qc/a-2.1"
# A name of the first tier wins over one of the next: a label over a variant over a misspelling.
_TIERS: Final = (
    frozenset(
        {
            f"{SKOS}prefLabel",
            f"{RDFS}label",
            f"{DCTERMS}title",
            f"{DCTERMS}identifier",
            f"{GREFFE}acronym",
            f"{SKOS}notation",
        }
    ),
    frozenset({f"{SKOS}altLabel", f"{DCTERMS}alternative"}),
    frozenset({f"{SKOS}hiddenLabel"}),
)
NAMES: Final = frozenset().union(*_TIERS)
"""The properties by which things are found by name."""

_CLASSES: Final = {
    "organization": (
        f"{ORG}Organization",
        f"{ORG}FormalOrganization",
        f"{GREFFE}PublicBody",
        f"{GREFFE}RecipientGroup",
    ),
    "provision": (f"{GREFFE}LegalProvision",),
    "instrument": (f"{GREFFE}LegalInstrument", f"{GREFFE}WorkRule"),
    "unit": (f"{GREFFE}AdministrativeUnit",),
    "system": (f"{GREFFE}InformationSystem",),
    "agreement": (f"{GREFFE}Agreement",),
    "entry": (
        f"{GREFFE}Communication",
        f"{GREFFE}CollectionAgreementEntry",
        f"{GREFFE}SecondaryUseEntry",
        f"{GREFFE}PersonalInformationFile",
    ),
    "communication": (f"{GREFFE}Communication",),
    "file": (f"{GREFFE}PersonalInformationFile",),
}
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class _Named:
    iri: str
    tier: int
    name: str
    language: str | None = None


def resolve(parameter: Parameter, words: str, source: Source) -> Iri:
    """Return the thing that ``words`` mean: an IRI, a key, a number, an acronym or a label.

    Case, accents and apostrophes do not matter.  Raises ``UnknownName`` with near names when
    nothing is called so, ``InvalidParameter`` when several things are.
    """
    wanted = " ".join(words.split())
    if found := _by_key(parameter, wanted, source):
        return Iri(found)
    meant = _called_exactly(parameter, wanted, source)
    if not meant:
        names, said = list(_names(parameter, source)), fold(wanted)
        alike = [each for each in names if fold(each.name) == said]
        if not alike:
            raise _unknown(parameter, wanted, names)
        first = min(each.tier for each in alike)
        meant = sorted({each.iri for each in alike if each.tier == first})
    if len(meant) > 1:
        raise _ambiguous(parameter, wanted, meant)
    return Iri(meant[0])


def candidates(parameter: Parameter, source: Source) -> tuple[str, ...]:
    """Return the IRI of every thing that a parameter may stand for, sorted."""
    table = source.select(f"SELECT DISTINCT ?thing WHERE {{ {_pattern(parameter)} }}")
    return tuple(sorted(term.value for term in table.column("thing") if isinstance(term, Iri)))


def _by_key(parameter: Parameter, wanted: str, source: Source) -> str | None:
    keys = [key for key in _keys(parameter, wanted) if not NOT_IN_IRI.search(key)]
    if not keys:
        return None
    things = " ".join(str(Iri(key)) for key in keys)
    try:
        table = source.select(
            f"SELECT DISTINCT ?thing WHERE {{ VALUES ?thing {{ {things} }} {_pattern(parameter)} }}"
        )
    except SyntaxFault:  # the words make no IRI (RFC 3987), hence no key
        return None
    known = {term.value for term in table.column("thing") if isinstance(term, Iri)}
    return next((key for key in keys if key in known), None)


def _called_exactly(parameter: Parameter, wanted: str, source: Source) -> list[str]:
    """Return the things whose label or number is just that, sorted.

    Whoever writes it as it is means it, whatever else is written nearly so; and in the data of
    thousands of bodies it is found without reading every name.  Those of a concept scheme are few,
    and a query without words needs no screening.
    """
    if parameter.kind == "concept":
        named = _names(parameter, source)
        return sorted({each.iri for each in named if each.tier == 0 and each.name == wanted})
    written = " ".join(str(Literal(wanted, language=each)) for each in (None, "fr", "en"))
    table = source.select(
        f"SELECT DISTINCT ?thing WHERE {{ VALUES ?name {{ {written} }} "
        f"VALUES ?kind {{ {' '.join(str(Iri(kind)) for kind in sorted(_TIERS[0]))} }} "
        f"?thing ?kind ?name . {_pattern(parameter)} }}"
    )
    return sorted(term.value for term in table.column("thing") if isinstance(term, Iri))


def _keys(parameter: Parameter, wanted: str) -> Iterator[str]:
    """Yield the IRIs that ``wanted`` may stand for, the likeliest first."""
    if "://" in wanted:
        yield wanted
        return
    key = wanted.lower()
    if parameter.kind == "concept":
        yield from (f"{CONCEPT}{parameter.scheme}/{key}", f"{CONCEPT}{key}")
    elif parameter.kind == "provision":
        if path := provision_path(wanted):
            yield from (f"{LAW}{within}/{path}" for within in (ACCESS_ACT, "qc", "ca", "ca-qc"))
        yield from (f"{LAW}{ACCESS_ACT}/art/{key}", f"{LAW}{key}", f"{LAW}qc/{key}")
    elif parameter.kind == "instrument":
        yield from (f"{LAW}{key}", f"{LAW}qc/{key}", f"{LAW}ca/{key}")
    elif parameter.kind == "organization":
        yield f"{ORGANIZATION}{key}"
    yield f"{ROOT}id/{key}"


def _names(parameter: Parameter, source: Source) -> Iterator[_Named]:
    tiers = {kind: tier for tier, kinds in enumerate(_TIERS) for kind in kinds}
    kinds = ", ".join(str(Iri(kind)) for kind in sorted(tiers))
    table = source.select(
        f"SELECT DISTINCT ?thing ?kind ?name WHERE {{ {_pattern(parameter)} ?thing ?kind ?name "
        f"FILTER(?kind IN ({kinds})) }} ORDER BY ?thing ?kind ?name"
    )
    seen: set[str] = set()
    for thing, kind, name in table.rows:
        if isinstance(thing, Iri) and isinstance(kind, Iri) and isinstance(name, Literal):
            if thing.value not in seen:
                seen.add(thing.value)
                yield _Named(thing.value, 0, thing.value.rpartition("/")[2])
            yield _Named(thing.value, tiers[kind.value], name.value, name.language)


def _pattern(parameter: Parameter) -> str:
    if parameter.kind == "concept":
        return f"?thing <{SKOS}inScheme> {Iri(f'{CONCEPT}{parameter.scheme}')} ."
    classes = " ".join(str(Iri(name)) for name in _CLASSES[parameter.kind])
    return f"VALUES ?class {{ {classes} }} ?thing a ?class ."


def _ambiguous(parameter: Parameter, wanted: str, iris: list[str]) -> InvalidParameter:
    options = quoted(map(short_name, iris[:_SHOWN]))
    more = len(iris) - _SHOWN
    rest = Text(f" et {more} autres", f" and {more} others") if more > 0 else Text("", "")
    return InvalidParameter(
        Text(
            f"--{parameter.name} : « {wanted} » désigne plusieurs choses.",
            f"--{parameter.name}: '{wanted}' means several things.",
        ),
        Text(f"Choisissez parmi {options.fr}{rest.fr}.", f"Choose one of {options.en}{rest.en}."),
    )


def _unknown(parameter: Parameter, wanted: str, names: Iterable[_Named]) -> UnknownName:
    first = [each for each in names if each.tier == 0]
    near = {language: _near(wanted, first, language) for language in LANGUAGES}
    return UnknownName(
        Text(
            f"--{parameter.name} : rien ne s’appelle « {wanted} » ({parameter.label.fr}).",
            f"--{parameter.name}: nothing is called '{wanted}' ({parameter.label.en}).",
        ),
        Text(f"Essayez {quoted(near['fr']).fr}.", f"Try {quoted(near['en']).en}.")
        if near["fr"]
        else None,
    )


def _near(wanted: str, names: Sequence[_Named], language: Language) -> list[str]:
    """Return the names most like ``wanted``, of each thing those in the language if it has some."""
    said = {each.iri for each in names if each.language == language}
    shown = [each.name for each in names if each.language == language or each.iri not in said]
    return nearest(wanted, shown) or sorted(shown, key=fold)[:NEAR]
