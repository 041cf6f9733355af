"""Agreements: from the words that cite one to its title, year, amendment and parties.

The legal-basis cell cites agreements by their titles.  Running text (remarks) names them more
freely; there an agreement is recognised only by a name that the body's own data declares (a
``greffe:Agreement`` with SKOS labels), as recipients are.  « Le Ministère » that no name follows
is the body itself, where the body is a ministère.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.importing.dates import DATE, MONTHS, date_of
from greffe.language import Text
from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, ORG, RDF
from greffe.vocabulary import Labels

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from rdflib import Graph

    from greffe.importing.dates import When
    from greffe.importing.recipients import Directory

SLUG_LENGTH: Final = 60
_LEAP_YEAR: Final = 2000
_DATED: Final = re.compile(rf"(?:\(\s*|\bsignée?s?\s+){DATE}", re.IGNORECASE)
_RENEWED: Final = re.compile(
    r"\s+(?:est|sont) renouvelables? le (?P<day>1er|\d{1,2}) "
    rf"(?P<month>{'|'.join(MONTHS)}) de chaque année\b",
    re.IGNORECASE,
)
_AMENDMENT: Final = re.compile(r"\s*(?:lettre de modification|avenant)\b", re.IGNORECASE)
_THE_MINISTRY: Final = re.compile(r"\b[Ll]e Ministère\b(?! (?:de|du|des|responsable)\b| d['’])")
_SMALL_WORD: Final = re.compile(
    r"au?x?|avec|concernant|d|dans|des?|du|en|entre|et|la?|les?|ou|par|pour|relati(?:f|ve)s?|sur|visant"
)


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What the words that cite an agreement say of it.

    ``title`` is verbatim; ``slug`` ends its IRI; ``signed`` and ``amended`` keep the precision
    of the text; ``parties`` are the organisations that the title names; ``renewal`` is the day of
    every year on which it may be renewed, as an xsd:gMonthDay (``--04-01``).
    """

    title: str
    slug: str
    signed: When | None
    amended: When | None
    parties: tuple[str, ...]
    renewal: str | None = None


@dataclass(frozen=True, slots=True)
class KnownAgreements:
    """The agreements that the body's data declares: their names, and the title of each.

    ``ministry`` is the body, where it is a ministère.
    """

    labels: Labels
    titles: Mapping[str, str]
    ministry: str | None = None

    @classmethod
    def from_graph(cls, graph: Graph) -> KnownAgreements:
        """Take the ``greffe:Agreement`` of the graph that have a French title (``dcterms:title``).

        The title is verbatim; the preferred label is how the agreement is shown.
        """
        from rdflib import Literal, URIRef

        titles = {
            str(subject): str(name)
            for subject in graph.subjects(URIRef(f"{RDF}type"), URIRef(f"{GREFFE}Agreement"))
            for name in graph.objects(subject, URIRef(f"{DCTERMS}title"))
            if isinstance(name, Literal) and name.language == "fr"
        }
        labels = Labels.from_graph(graph, concepts=titles.keys())
        return cls(labels, titles, _ministry(graph))


def read_agreements(
    citations: Iterable[str], directory: Directory, known: KnownAgreements
) -> tuple[AgreementFacts, ...]:
    """Return the agreements that the citations of one cell name, in order.

    A letter of amendment is no agreement of its own: it amends the one cited just before.
    """
    agreements: list[AgreementFacts] = []
    for text in citations:
        if agreements and _AMENDMENT.match(text):
            agreements[-1] = replace(agreements[-1], amended=_dated(text))
        else:
            agreements.append(_cited(text, directory, known))
    return tuple(agreements)


def find_agreements(
    text: str, directory: Directory, known: KnownAgreements
) -> tuple[AgreementFacts, ...]:
    """Return the declared agreements that a running text names, each once, in order.

    « … sont renouvelables le 1er avril de chaque année » right after the name says the renewal.
    """
    matches, _ = known.labels.scan(text)
    named: dict[str, str | None] = {}
    for match in matches:
        named[match.concept] = named.get(match.concept) or _renewal(text, match.end)
    return tuple(
        replace(_declared(iri, directory, known), renewal=renewal) for iri, renewal in named.items()
    )


def governs(agreement: AgreementFacts, recipients: Collection[str], body: str) -> bool:
    """Tell whether an agreement named in passing is one under which these recipients receive.

    It is when one of them is a party, or when its name tells no party but the body.  An agreement
    of the body with somebody else explains the communication without being its ground.
    """
    others = set(agreement.parties) - {body}
    return not others or not others.isdisjoint(recipients)


def merge(agreements: Iterable[AgreementFacts]) -> tuple[AgreementFacts, ...]:
    """Return each agreement once, in order of first citation, joined by title.

    Titles that differ only by case, white space or apostrophe are the same.  Raises
    ``InputError`` where two titles would get the same IRI.
    """
    merged: dict[str, AgreementFacts] = {}
    for each in agreements:
        first = merged.setdefault(each.slug, each)
        if _plain(first.title) != _plain(each.title):
            raise _same_slug(first, each)
        merged[each.slug] = replace(
            first,
            signed=first.signed or each.signed,
            amended=first.amended or each.amended,
            renewal=first.renewal or each.renewal,
        )
    return tuple(merged.values())


def slug_of(title: str, signed: When | None = None) -> str:
    """Return the end of an agreement's IRI: its telling words, short, and the year signed."""
    undated = _DATED.sub(" ", title)
    words = re.findall(r"[a-z0-9]+", _plain(undated))
    slug = ""
    for word in words:
        if _SMALL_WORD.fullmatch(word):
            continue
        if len(slug) + len(word) >= SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word
    return f"{slug}-{signed.lexical[:4]}" if signed else slug


def _cited(text: str, directory: Directory, known: KnownAgreements) -> AgreementFacts:
    title = " ".join(text.split()).removesuffix(".")
    matches, _ = known.labels.scan(title)
    if len(matches) == 1 and (matches[0].start, matches[0].end) == (0, len(title)):
        return _declared(matches[0].concept, directory, known)
    signed = _dated(title)
    parties = _parties(title, directory, known)
    return AgreementFacts(title, slug_of(title, signed), signed, None, parties)


def _declared(iri: str, directory: Directory, known: KnownAgreements) -> AgreementFacts:
    title = known.titles[iri]
    slug = iri.rpartition("/")[2]
    return AgreementFacts(title, slug, _dated(title), None, _parties(title, directory, known))


def _parties(title: str, directory: Directory, known: KnownAgreements) -> tuple[str, ...]:
    named = directory.organizations_in(title)
    if known.ministry is None or not _THE_MINISTRY.search(title):
        return named
    return tuple(dict.fromkeys((known.ministry, *named)))


def _ministry(graph: Graph) -> str | None:
    """Return the body that the graph describes (it has a base), where it is a ministère."""
    from rdflib import URIRef

    kind = (URIRef(f"{ORG}classification"), URIRef(f"{CONCEPT}organization-kind/ministere-qc"))
    bodies = graph.subjects(URIRef(f"{GREFFE}base"))
    return next((str(body) for body in bodies if (body, *kind) in graph), None)


def _dated(text: str) -> When | None:
    found = _DATED.search(text)
    return date_of(found) if found else None


def _renewal(text: str, start: int) -> str | None:
    """Return the day that the words from ``start`` give; a day no year has (31 avril) is none."""
    found = _RENEWED.match(text, start)
    if found is None:
        return None
    month, day = MONTHS.index(found["month"].lower()) + 1, int(found["day"].removesuffix("er"))
    if not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        return None
    return f"--{month:02}-{day:02}"


def _plain(text: str) -> str:
    spelled = text.lower().replace("œ", "oe").replace("’", "'")
    letters = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return " ".join(letters.split())


def _same_slug(first: AgreementFacts, second: AgreementFacts) -> InputError:
    return InputError(
        Text(
            f"Deux ententes auraient le même identifiant « {first.slug} » : « {first.title} » et "
            f"« {second.title} ».",
            f"Two agreements would share the identifier '{first.slug}': '{first.title}' and "
            f"'{second.title}'.",
        ),
        Text(
            "Déclarez l’une des deux dans les données de l’organisme (greffe:Agreement avec "
            "dcterms:title) sous un autre identifiant.",
            "Declare one of them in the body's data (greffe:Agreement with dcterms:title) under "
            "another identifier.",
        ),
    )
