"""From mentions to citations: which provisions are meant, and how sure one may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from greffe.citations import doubts as why
from greffe.citations.doubts import Doubts, Status
from greffe.citations.index import chapter_key
from greffe.citations.paths import in_words
from greffe.citations.syntax import mentions
from greffe.namespaces import LAW

if TYPE_CHECKING:
    from greffe.citations.index import Instrument, LegalIndex
    from greffe.citations.syntax import Mention, Reference
    from greffe.language import Text

Kind = Literal["provision", "instrument", "work-rule", "agreement"]

_FEDERAL: Final = f"{LAW}ca/"


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation of a cell: its exact words, what they cite, and how sure that is.

    ``targets`` holds IRIs of the law graph, none for an agreement or an unknown instrument.
    ``note`` says why the status is not ``resolved``, or what the reading supplies.
    """

    text: str
    start: int
    end: int
    kind: Kind
    targets: tuple[str, ...]
    status: Status
    note: Text | None


def read(text: str, index: LegalIndex) -> tuple[Citation, ...]:
    """Read a legal-basis cell: its citations in printed order.

    Together they cover the cell but for white space, separators and « est en accord avec ».
    Raises ``SyntaxFault`` (line and column in the cell) where words are no citation.
    """
    citations: list[Citation] = []
    cited: list[Instrument] = []
    for mention in mentions(text, index.titles):
        doubts = Doubts()
        instrument = _named(mention.reference, index, cited, doubts) if mention.reference else None
        if instrument is not None:
            cited.append(instrument)
        targets = _targets(mention, instrument, index, doubts)
        citations.append(
            Citation(
                text=text[mention.start : mention.end],
                start=mention.start,
                end=mention.end,
                kind=_kind(mention, instrument),
                targets=targets,
                status=doubts.status(),
                note=doubts.note(),
            )
        )
    return tuple(citations)


def _kind(mention: Mention, instrument: Instrument | None) -> Kind:
    if mention.reference is None:
        return "agreement"
    if mention.paths:
        return "provision"
    return "work-rule" if instrument is not None and instrument.work_rule else "instrument"


def _targets(
    mention: Mention, instrument: Instrument | None, index: LegalIndex, doubts: Doubts
) -> tuple[str, ...]:
    if mention.parted:
        doubts.add("ambiguous", why.PARTED)
    if mention.gaps:
        doubts.add("doubtful", why.GAPS)
    if instrument is None:
        return ()
    targets = [_target(path, instrument, index, doubts) for path in mention.paths]
    _check_force(instrument, index, doubts)
    return tuple(dict.fromkeys(targets)) or (instrument.iri,)


def _target(path: str, instrument: Instrument, index: LegalIndex, doubts: Doubts) -> str:
    found = index.locate(instrument.iri, path)
    asked = _in_words(f"{instrument.iri}/{path}", instrument)
    if found is None:
        known = index.known_part(instrument.iri, path)
        part = instrument.title if known == instrument.iri else _in_words(known, instrument)
        doubts.add("doubtful", why.NO_PROVISION, path=asked, part=part)
        return known
    if found != f"{instrument.iri}/{path}":
        part = _in_words(found, instrument)
        doubts.add("resolved", why.LEVEL_OMITTED, path=asked, part=part)
    return found


def _in_words(provision: str, instrument: Instrument) -> Text:
    jurisdiction = instrument.iri.removeprefix(LAW).partition("/")[0]
    return in_words(provision.removeprefix(f"{instrument.iri}/"), jurisdiction)


def _named(
    reference: Reference, index: LegalIndex, cited: list[Instrument], doubts: Doubts
) -> Instrument | None:
    if reference.form == "title":
        return _titled(reference, index, doubts)
    if reference.form == "unknown":
        return _near(reference, index, doubts)
    return _referred_back(reference, cited, doubts)


def _titled(reference: Reference, index: LegalIndex, doubts: Doubts) -> Instrument:
    """Return the instrument of a known title: that of the printed chapter, else one in force."""
    candidates = index.named(reference.words)
    key = chapter_key(reference.chapter)
    of_chapter = [candidate for candidate in candidates if key and candidate.chapter == key]
    current = [candidate for candidate in candidates if candidate.in_force != "notInForce"]
    chosen = (of_chapter or current or list(candidates))[0]
    if key and not of_chapter:
        doubts.add("doubtful", why.OTHER_CHAPTER, chapter=reference.chapter, title=chosen.title)
    elif not key and len(current) > 1:
        doubts.add("ambiguous", why.SAME_TITLE)
    return chosen


def _near(reference: Reference, index: LegalIndex, doubts: Doubts) -> Instrument | None:
    """Return the instrument of an unknown title by its chapter, else by likeness, with a doubt."""
    found = index.with_chapter(chapter_key(reference.chapter)) or index.nearest(reference.words)
    if found is None:
        doubts.add("doubtful", why.NO_TITLE, words=reference.words)
    else:
        doubts.add("doubtful", why.NEAR_TITLE, words=reference.words, title=found.title)
    return found


def _referred_back(
    reference: Reference, cited: list[Instrument], doubts: Doubts
) -> Instrument | None:
    """Return the nearest instrument cited before that « la LRC » or « la même loi » can mean."""
    meant = next((item for item in reversed(cited) if _may_mean(reference, item)), None)
    if meant is None:
        doubts.add("doubtful", why.NOTHING_BEFORE, words=reference.words)
    elif reference.form == "collection":
        doubts.add("doubtful", why.COLLECTION, words=reference.words, title=meant.title)
    return meant


def _may_mean(reference: Reference, instrument: Instrument) -> bool:
    if reference.form == "same":
        noun = reference.words.split()[-1].casefold()
        return instrument.title.fr.casefold().startswith(noun)
    federal = reference.words.rstrip(".").upper().endswith("C")
    return instrument.iri.startswith(_FEDERAL) == federal


def _check_force(instrument: Instrument, index: LegalIndex, doubts: Doubts) -> None:
    if instrument.in_force == "partiallyInForce":
        doubts.add("doubtful", why.PARTLY_IN_FORCE, note=instrument.note or "")
    if instrument.in_force != "notInForce":
        return
    successor = index.instruments.get(instrument.replaced_by or "")
    if successor is None:
        doubts.add("stale", why.NOT_IN_FORCE)
    else:
        doubts.add("stale", why.REPLACED, title=successor.title, chapter=successor.designation)
