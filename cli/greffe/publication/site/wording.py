"""Words that pages share: what kinds of things are called, how dates and numbers are written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.language import Text

if TYPE_CHECKING:
    from greffe.language import Language

KIND_NAMES: Final = {
    "communication": Text("Communication", "Communication"),
    "file": Text("Fichier", "File"),
    "register": Text("Registre des communications", "Register of communications"),
    "inventory": Text("Inventaire des fichiers", "Inventory of files"),
    "agreement": Text("Entente", "Agreement"),
    "assessment": Text("Évaluation préalable", "Impact assessment"),
    "unit": Text("Unité administrative", "Administrative unit"),
    "group": Text("Groupe de destinataires", "Group of recipients"),
    "system": Text("Système", "System"),
    "instrument": Text("Texte de droit", "Legal instrument"),
    "provision": Text("Disposition", "Provision"),
    "organization": Text("Organisme", "Organisation"),
    "person": Text("Personne physique", "Natural person"),
    "source": Text("Document source", "Source document"),
    "scheme": Text("Liste de concepts", "Concept scheme"),
    "concept": Text("Concept", "Concept"),
}
"""What the kinds of things are called, in the singular."""

KIND_PLURALS: Final = {
    "communication": Text("Communications", "Communications"),
    "file": Text("Fichiers", "Files"),
    "agreement": Text("Ententes", "Agreements"),
    "unit": Text("Unités administratives", "Administrative units"),
    "group": Text("Groupes de destinataires", "Groups of recipients"),
    "system": Text("Systèmes", "Systems"),
    "instrument": Text("Textes de droit", "Legal instruments"),
    "provision": Text("Dispositions", "Provisions"),
    "organization": Text("Organismes", "Organisations"),
    "source": Text("Documents sources", "Source documents"),
    "scheme": Text("Listes de concepts", "Concept schemes"),
}
"""The same in the plural, for lists."""

ENTRIES: Final = {"fr": ("inscription", "inscriptions"), "en": ("entry", "entries")}
COMMUNICATIONS: Final = {
    "fr": ("communication", "communications"),
    "en": ("communication", "communications"),
}
FILES: Final = {"fr": ("fichier", "fichiers"), "en": ("file", "files")}
"""What is counted: one, and several."""

SEVERITIES: Final = {
    "violation": Text("Violation", "Violation"),
    "warning": Text("Avertissement", "Warning"),
    "info": Text("Conseil", "Advice"),
}
"""How grave a finding is, in words."""

_DATE: Final = re.compile(r"(?P<year>\d{4})?-{0,2}(?P<month>0[1-9]|1[0-2])?(-(?P<day>\d\d))?")
_MONTHS: Final = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
        *("septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
}


def shown_date(value: str, language: Language) -> str:
    """Return an xsd:date, xsd:gYearMonth, xsd:gYear or xsd:gMonthDay as people write it."""
    found = _DATE.fullmatch(value)
    if found is None or not found["month"]:
        return value
    year, month = found["year"] or "", _MONTHS[language][int(found["month"]) - 1]
    if not found["day"]:
        return f"{month} {year}"
    day = int(found["day"])
    if language == "en":
        return f"{month} {day}, {year}" if year else f"{month} {day}"
    return " ".join(filter(None, ("1er" if day == 1 else str(day), month, year)))


def sort_key(words: str) -> str:
    """Return what sorts words as a dictionary does: without case, accents and apostrophes."""
    plain = unicodedata.normalize("NFD", words.replace("’", "'").casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))


NaturalKey = tuple[tuple[int, str], ...]
"""What sorts words that hold numbers."""


@lru_cache(maxsize=100_000)
def natural_key(words: str) -> NaturalKey:
    """Return what sorts words as a dictionary does, and numbers in them as numbers."""
    parts = re.split(r"(\d+)", sort_key(words))
    return tuple((int(each), "") if each.isdecimal() else (-1, each) for each in parts)


def slug(words: str) -> str:
    """Return words as the step of an address: plain letters, figures and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", sort_key(words)).strip("-")
