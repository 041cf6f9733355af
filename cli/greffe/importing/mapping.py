"""Which table of a file holds a register or an inventory, and which column holds which field.

A profile fits a table when a row near its top has all the headings that the profile requires; it
fits a list of labels and values when these labels stand in its first column.  Of the profiles that
fit, the one with the most columns counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from greffe.documents.tables import FIELDS, heading
from greffe.errors import InputError
from greffe.language import Text
from greffe.matching import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from greffe.importing.profile import Profile
    from greffe.sheets.model import Box, Document, Grid

TOP: Final = 60
"""The rows of a table among which its headings are looked for."""

_BOOKS: Final = frozenset({"xlsx", "ods"})
_LABELS: Final = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A grid that holds entries; ``heading`` is the index of its heading row, None without one."""

    grid: Grid
    heading: int | None


@dataclass(frozen=True, slots=True)
class Mapped:
    """What was understood of a file: its profile, its tables, and the field of each column.

    ``columns`` maps the index of a column (of a label's row, in a fiche) to the name of its field,
    ``unknown`` are headings that the profile does not have.
    """

    profile: Profile
    tables: tuple[Table, ...]
    columns: Mapping[int, str]
    headings: Mapping[str, str]
    unknown: tuple[str, ...] = ()

    @property
    def absent(self) -> tuple[str, ...]:
        """The fields of the dataset that the file has no column for."""
        there = set(self.headings)
        return tuple(name for name in FIELDS[self.profile.dataset] if name not in there)


def map_document(
    document: Document, profiles: Sequence[Profile], sheet: str | None = None
) -> tuple[Mapped, ...]:
    """Return what a file holds: at most one register and one inventory.

    ``sheet`` names the table to read.  Raises ``InputError`` where no profile fits, where two
    tables look like the same thing, or where two columns have the same heading.
    """
    grids = [grid for grid in document.grids if sheet is None or grid.name == sheet]
    if not grids:
        raise _no_sheet(document, sheet)
    fits = [(grid, fit) for grid in grids if (fit := _best(document, grid, profiles))]
    if not fits:
        raise _no_fit(document, grids, profiles)
    datasets = dict.fromkeys(fit.profile.dataset for _, fit in fits)
    return tuple(
        _together(document, grids, [fit for _, fit in fits if fit.profile.dataset == dataset])
        for dataset in datasets
    )


def _best(document: Document, grid: Grid, profiles: Sequence[Profile]) -> Mapped | None:
    fits = [fit for profile in profiles if (fit := _fit(document, grid, profile))]
    if not fits:
        return None
    best = max(fits, key=lambda fit: len(fit.headings))
    rivals = {fit.profile.dataset for fit in fits if len(fit.headings) == len(best.headings)}
    if len(rivals) > 1:
        raise _ambiguous(document, grid, fits)
    return best


def _fit(document: Document, grid: Grid, profile: Profile) -> Mapped | None:
    if profile.layout == "fiche":
        return _fiche(grid, profile)
    for index, row in enumerate(grid.rows[:TOP]):
        fit = _headed(document, grid, profile, index, row)
        if fit is not None:
            return fit
    return None


def _headed(
    document: Document, grid: Grid, profile: Profile, index: int, row: Sequence[Box]
) -> Mapped | None:
    """Return the mapping of a table whose headings are this row, if they are."""
    columns: dict[int, str] = {}
    unknown: list[str] = []
    for at, box in enumerate(row):
        name = profile.name_of(box.text)
        if name is not None and not (box.merged and name in columns.values()):
            columns[at] = name
        elif name is None and box.text.strip() and not box.merged:
            unknown.append(" ".join(box.text.split()))
    if not profile.required <= set(columns.values()):
        return None
    twice = [name for name in columns.values() if list(columns.values()).count(name) > 1]
    if twice:
        raise _twice(document, row, [at for at, name in columns.items() if name == twice[0]])
    headings = {name: " ".join(row[at].text.split()) for at, name in columns.items()}
    return Mapped(profile, (Table(grid, index),), columns, headings, tuple(unknown))


def _fiche(grid: Grid, profile: Profile) -> Mapped | None:
    labels = [row[_LABELS] for row in grid.rows if len(row) > 1]
    found = {name: box.text for box in labels if (name := profile.name_of(box.text))}
    if not profile.required <= found.keys():
        return None
    unknown = [box.text for box in labels if box.text.strip() and not profile.name_of(box.text)]
    return Mapped(profile, (Table(grid, None),), {}, found, tuple(unknown))


def _together(document: Document, grids: Sequence[Grid], fits: Sequence[Mapped]) -> Mapped:
    """Return one mapping of the tables that are one: those of a document that goes on over pages.

    In a workbook two such tables are two registers, and neither may silently win.
    """
    first = fits[0]
    if first.profile.layout == "fiche":
        headings = {name: each for fit in reversed(fits) for name, each in fit.headings.items()}
        tables = tuple(table for fit in fits for table in fit.tables)
        unknown = tuple(dict.fromkeys(each for fit in fits for each in fit.unknown))
        return replace(first, tables=tables, headings=headings, unknown=unknown)
    if document.kind in _BOOKS and len(fits) > 1:
        raise _several(document, fits)
    if any(fit.columns != first.columns for fit in fits):
        raise _several(document, fits)
    return replace(first, tables=tuple(_pages(document, grids, fits)))


def _pages(document: Document, grids: Sequence[Grid], fits: Sequence[Mapped]) -> Iterator[Table]:
    """Yield the tables in their order, with those that go on without headings of their own."""
    headed = {id(fit.tables[0].grid): fit.tables[0] for fit in fits}
    width = len(fits[0].tables[0].grid.rows[0])
    begun = False
    for grid in grids:
        if id(grid) in headed:
            begun = True
            yield headed[id(grid)]
        elif begun and document.kind not in _BOOKS and grid.rows and len(grid.rows[0]) == width:
            yield Table(grid, None)


def _no_sheet(document: Document, sheet: str | None) -> InputError:
    known = quoted(grid.name for grid in document.grids)
    if not document.grids:
        return InputError(
            Text(f"{document.path} : aucun tableau.", f"{document.path}: no table."),
            Text(
                "Donnez un fichier dont le registre ou l’inventaire est un tableau.",
                "Give a file whose register or inventory is a table.",
            ),
        )
    return InputError(
        Text(
            f"{document.path} : aucune feuille « {sheet} ».",
            f"{document.path}: no sheet '{sheet}'.",
        ),
        Text(f"Feuilles : {known.fr}.", f"Sheets: {known.en}."),
    )


def _no_fit(document: Document, grids: Sequence[Grid], profiles: Sequence[Profile]) -> InputError:
    """Return the refusal that tells what was found, and what the nearest profile expects."""
    rows = [row for grid in grids for row in grid.rows[:TOP]]
    rows += [tuple(row[_LABELS] for row in grid.rows if row) for grid in grids]

    def matched(profile: Profile, row: Sequence[Box]) -> int:
        return len({name for box in row if (name := profile.name_of(box.text))})

    pairs = [(matched(profile, row), profile, row) for profile in profiles for row in rows]
    _, profile, row = max(pairs, key=lambda pair: pair[0])
    there = {profile.name_of(box.text) for box in row}
    lacking = [heading(name) for name in sorted(profile.required - there)]
    found = quoted(
        dict.fromkeys(" ".join(box.text.split())[:60] for box in row if box.text.strip())
    )
    wanted_fr, wanted_en = quoted(t.fr for t in lacking).fr, quoted(t.en for t in lacking).en
    return InputError(
        Text(
            f"{document.path} : aucun profil ne convient. Le plus proche est « {profile.name} » "
            f"({profile.title.fr}) ; il manque {wanted_fr}. Trouvé : {found.fr or 'rien'}.",
            f"{document.path}: no profile fits. The nearest is '{profile.name}' "
            f"({profile.title.en}); it lacks {wanted_en}. Found: {found.en or 'nothing'}.",
        ),
        Text(
            "Nommez les colonnes comme dans le modèle (greffe export --blank), ou décrivez la "
            "disposition du fichier dans un profil (--profile FICHIER.yaml).",
            "Name the columns as in the template (greffe export --blank), or describe the layout "
            "of the file in a profile (--profile FILE.yaml).",
        ),
    )


def _ambiguous(document: Document, grid: Grid, fits: Sequence[Mapped]) -> InputError:
    names = quoted(fit.profile.name for fit in fits)
    return InputError(
        Text(
            f"{document.path}, {grid.name} : plusieurs profils conviennent : {names.fr}.",
            f"{document.path}, {grid.name}: several profiles fit: {names.en}.",
        ),
        Text("Dites lequel avec --profile.", "Say which with --profile."),
    )


def _several(document: Document, fits: Sequence[Mapped]) -> InputError:
    names = quoted(fit.tables[0].grid.name for fit in fits)
    return InputError(
        Text(
            f"{document.path} : plusieurs tableaux ont l’air du même registre ou inventaire : "
            f"{names.fr}.",
            f"{document.path}: several tables look like the same register or inventory: "
            f"{names.en}.",
        ),
        Text("Dites lequel lire avec --sheet.", "Say which to read with --sheet."),
    )


def _twice(document: Document, row: Sequence[Box], columns: Sequence[int]) -> InputError:
    cells = " et ".join(row[at].place.cell for at in columns)
    names = " and ".join(row[at].place.cell for at in columns)
    return InputError(
        Text(
            f"{document.path} : deux colonnes ont le même sens ({cells}).",
            f"{document.path}: two columns mean the same ({names}).",
        ),
        Text(
            "N’en gardez qu’une, ou donnez à l’autre un autre titre.",
            "Keep one of them, or give the other another heading.",
        ),
    )
