"""What a person is told of an import from files: how they were read, what changes, what to check.

Each line is a sentence of its own, in the order in which a person would want to know: the columns
first, for if they are wrong nothing else matters.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from greffe.documents.tables import heading
from greffe.importing.gathering import gathered, runs, said_of_cell
from greffe.importing.profile import ID, NUMBER
from greffe.language import Text
from greffe.matching import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greffe.importing.joining import Difference
    from greffe.importing.sheetwise import Reading, SheetImport

_WIDTH: Final = 70
_BEFORE: Final = 20
_NAMES: Final = {
    NUMBER: Text("numéro", "number"),
    ID: Text("identifiant", "identifier"),
}
_DATASETS: Final = {
    "register": Text("registre des communications", "register of communications"),
    "inventory": Text("inventaire des fichiers", "inventory of files"),
}
_KEPT: Final = Text(" (mots gardés tels quels)", " (words kept as they are)")
_NOTHING: Final = Text("(rien)", "(nothing)")


def understood(done: SheetImport) -> Iterator[Text]:
    """Yield how files were understood: profile and columns, and what is to be known of them."""
    for reading in done.readings:
        yield from _understood(reading)
    yield from (each for reading in done.readings for each in _noticed(reading))


def account(done: SheetImport) -> Iterator[Text]:
    """Yield, sentence by sentence, what a person should know of an import before it is written."""
    yield from understood(done)
    joined = done.joined
    yield from (refusal.in_words() + Text(" ", " ") + refusal.remedy for refusal in joined.refusals)
    if joined.refusals and not joined.numbers:
        return
    yield from map(_changed, joined.differences)
    yield from _listed(NEW, joined.new)
    yield from _listed(LINKED, joined.linked)
    yield from _listed(NOT_THERE, joined.absent)
    yield from _listed(TAKEN_OUT, joined.removed)
    yield from gathered(each for each in joined.remarks if each.weight != "refused")
    yield counts(done)


def counts(done: SheetImport) -> Text:
    """Return the figures of an import: what was read, what changes, what has remarks."""
    joined = done.joined
    changed = {*joined.linked, *(each.number for each in joined.differences)}
    remarked_of = {each.number for each in joined.remarks}
    refused = len({each.number for each in joined.remarks if each.weight == "refused"})
    total = len(joined.numbers)
    return COUNTS.format(
        file=done.result.path.name,
        total=total,
        same=total - len(changed) - len(joined.new),
        changed=len(changed),
        new=len(joined.new),
        clean=total - len(remarked_of),
        remarked=len(remarked_of) - refused,
        refused=refused,
    )


def _understood(reading: Reading) -> Iterator[Text]:
    mapped = reading.mapped
    tables = quoted(table.grid.name for table in mapped.tables[:3])
    dataset = _DATASETS[mapped.profile.dataset]
    yield Text(
        f"{reading.path}, {tables.fr} : {dataset.fr}, profil « {mapped.profile.name} » "
        f"({mapped.profile.title.fr}).",
        f"{reading.path}, {tables.en}: {dataset.en}, profile '{mapped.profile.name}' "
        f"({mapped.profile.title.en}).",
    )
    for name, shown in mapped.headings.items():
        field = _NAMES.get(name) or heading(name)
        if mapped.profile.column(name).kept:
            field += _KEPT
        yield Text(f"  « {shown} » → {field.fr}", f"  '{shown}' → {field.en}")
    if mapped.unknown:
        names = quoted(mapped.unknown)
        yield Text(
            f"  Non importé, faute de champ : {names.fr}.",
            f"  Not imported, for want of a field: {names.en}.",
        )
    if mapped.absent:
        fields = [heading(name) for name in mapped.absent]
        yield Text(
            f"  Sans colonne dans le fichier : {', '.join(each.fr for each in fields)}.",
            f"  Without a column in the file: {', '.join(each.en for each in fields)}.",
        )


def _noticed(reading: Reading) -> Iterator[Text]:
    for notice in (*reading.notices, *reading.rows.notices):
        yield Text(f"{reading.path.name} : ", f"{reading.path.name}: ") + notice


def _changed(difference: Difference) -> Text:
    before, after = _excerpts(difference.before, difference.after)
    said = said_of_cell(difference.number, difference.field, difference.place)
    old = Text(f"« {before} »", f"“{before}”") if before else _NOTHING
    new = Text(f"« {after} »", f"“{after}”") if after else _NOTHING
    return said + Text(" : ", ": ") + old + Text(" → ", " → ") + new


def _listed(said: tuple[Text, Text], names: Sequence[str]) -> Iterator[Text]:
    """Yield what is said of one entry, or of several at once."""
    one, several = said
    if len(names) == 1:
        yield one.format(name=names[0])
    elif names:
        yield several.format(count=len(names), names=runs(names))


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Return the part of two texts in which they differ, with the words around it."""
    pairs = zip(before, after, strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = max(0, alike - _BEFORE)
    return _excerpt(before, start), _excerpt(after, start)


def _excerpt(text: str, start: int) -> str:
    part = " ".join(text[start : start + _WIDTH].split())
    return f"{'…' if start else ''}{part}{'…' if start + _WIDTH < len(text) else ''}"


NEW: Final = (
    Text("{name} : nouvelle inscription.", "{name}: new entry."),
    Text("Nouvelles inscriptions ({count}) : {names}.", "New entries ({count}): {names}."),
)
LINKED: Final = (
    Text(
        "{name} : mots inchangés, que l’annuaire, les unités ou le vocabulaire expliquent "
        "maintenant.",
        "{name}: same words, which the directory, the units or the vocabulary explain by now.",
    ),
    Text(
        "Mots inchangés, que l’annuaire, les unités ou le vocabulaire expliquent maintenant "
        "({count}) : {names}.",
        "Same words, which the directory, the units or the vocabulary explain by now ({count}): "
        "{names}.",
    ),
)
NOT_THERE: Final = (
    Text(
        "{name} n’est pas dans le fichier ; l’inscription reste (--remove pour la retirer).",
        "{name} is not in the file; the entry stays (--remove to withdraw it).",
    ),
    Text(
        "Inscriptions qui ne sont pas dans le fichier ({count}) : {names} ; elles restent "
        "(--remove pour les retirer).",
        "Entries that are not in the file ({count}): {names}; they stay (--remove to withdraw "
        "them).",
    ),
)
TAKEN_OUT: Final = (
    Text(
        "{name} est retirée ; son numéro ne servira plus.",
        "{name} is withdrawn; its number will not be used again.",
    ),
    Text(
        "Inscriptions retirées ({count}) : {names} ; leurs numéros ne serviront plus.",
        "Entries withdrawn ({count}): {names}; their numbers will not be used again.",
    ),
)
"""What is said of one entry, and of several."""

COUNTS: Final = Text(
    "{file} : inscriptions lues : {total} ; inchangées : {same}, modifiées : {changed}, "
    "nouvelles : {new} ; sans remarque : {clean}, avec remarques : {remarked}, "
    "refusées : {refused}.",
    "{file}: entries read: {total}; unchanged: {same}, changed: {changed}, new: {new}; "
    "clean: {clean}, with remarks: {remarked}, refused: {refused}.",
)
