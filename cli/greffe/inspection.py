"""The check of a file of an office: read as an import would, checked as data, told by cell.

Importing, validation and exporting do not know each other: here they are joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from greffe.errors import UsageError
from greffe.language import Text
from greffe.matching import quoted
from greffe.progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from greffe.documents.tables import TablePlace
    from greffe.exporting.annotation import Note
    from greffe.importing.draft import Remark
    from greffe.importing.passing import Laid, LaidOut
    from greffe.language import Language
    from greffe.session import Session
    from greffe.validation.findings import Finding, Passage
    from greffe.validation.relocation import Places
    from greffe.validation.report import Report
    from greffe.workspace import Workspace

    class Check(Protocol):
        """A check of files of a workspace; their lines are told where it is ``placed``."""

        def __call__(self, workspace: Workspace, paths: Sequence[Path], *, placed: bool) -> Report:
            """Return the report."""


READING: Final = Text("Lecture", "Reading")
PERHAPS: Final = Text("Peut-être : {near}.", "Perhaps: {near}.")
PAGES: Final = Text("Pages lues", "Pages read")
_TOLD: Final = frozenset({"unmatched", "refused"})
"""The remarks of the reading that a person who checks a file wants to hear of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a person wants a file of an office to be checked.

    ``annotate`` is the copy to write, ``force`` lets it replace one that is there.
    """

    body: str | None = None
    profile: str | None = None
    sheet: str | None = None
    annotate: Path | None = None
    force: bool = False


def are_of_an_office(paths: Sequence[Path], asked: Asked) -> bool:
    """Tell whether files are workbooks, documents and the like, and not data.

    A text beside the data, as it was received, is checked with them.  Raises ``UsageError`` where
    the two are mixed, or where data are asked to be read as a workbook.
    """
    from greffe.documents.received import FOLDER
    from greffe.sheets import READABLE

    office = [
        path
        for path in paths
        if path.suffix.lower() in READABLE and path.parent.name != FOLDER and not path.is_dir()
    ]
    if office and len(office) < len(paths):
        raise _mixed()
    if not office and asked != Asked():
        raise _no_office_file()
    return bool(office)


def inspect(session: Session, paths: Sequence[Path], asked: Asked, check: Check) -> Report:
    """Return the report of a check of files of an office, by cell; write the annotated copy.

    What was understood of the files goes to the person.  Raises what ``passing.laid_out``, the
    check and ``annotation.annotate`` raise.
    """
    from greffe.importing.gathering import gathered
    from greffe.importing.passing import laid_out
    from greffe.importing.sheetwise import Choices
    from greffe.validation.relocation import relocated

    if asked.annotate is not None:
        _check_copy(paths, asked.annotate, force=asked.force)
    with progress(session, PAGES) as tell:
        choices = Choices(asked.profile, asked.sheet, progress=tell)
        with laid_out(paths, session.workspace(), asked.body, choices) as laid:
            found = check(laid.workspace, laid.paths, placed=False)
            report = relocated(found, _places(laid))
    for dataset in laid.datasets:
        for line in (*dataset.understood, *gathered(_remarks(dataset))):
            session.say(line)
    if asked.annotate is not None:
        from greffe.exporting.annotation import annotate

        remarks = [remark for dataset in laid.datasets for remark in _remarks(dataset)]
        notes = list(_notes(report, remarks, session.language))
        annotate(paths[0], notes, asked.annotate, session.language)
        session.say(Text(f"Écrit : {asked.annotate}", f"Written: {asked.annotate}"))
    return report


def _check_copy(paths: Sequence[Path], to: Path, *, force: bool) -> None:
    """Refuse a copy that cannot be written, before the check that may take long."""
    from greffe import files
    from greffe.exporting.annotation import check_copy

    if len(paths) > 1:
        raise _one_copy()
    check_copy(paths[0], to)
    if not force:
        files.spare([to])


def _places(laid: LaidOut) -> Places:
    return {
        key: (str(path), _passage(path, place))
        for dataset in laid.datasets
        for key, (path, place) in dataset.places.items()
    }


def _remarks(dataset: Laid) -> list[Remark]:
    return [remark for remark in dataset.remarks if remark.weight in _TOLD]


def _passage(path: Path, place: TablePlace) -> Passage:
    from greffe.validation.findings import Passage

    return Passage(path.name, sheet=place.sheet, row=place.row, cell=place.cell)


def _notes(report: Report, remarks: Sequence[Remark], language: Language) -> Iterator[Note]:
    from greffe.exporting.annotation import Note

    for finding in report.findings:
        remedy = "" if finding.remedy is None else finding.remedy[language]
        sheet, cell = _cell_of(finding)
        yield Note(finding.severity, finding.rule, finding.message[language], remedy, sheet, cell)
    for remark in remarks:
        if remark.place is not None:
            near = quoted(remark.near)[language]
            remedy = PERHAPS[language].format(near=near) if near else ""
            said, place = remark.message[language], remark.place
            yield Note("info", READING[language], said, remedy, place.sheet, place.cell)


def _cell_of(finding: Finding) -> tuple[str | None, str | None]:
    """Return the sheet and the cell of a finding; of one about an entry, its first cell."""
    source = None if finding.location is None else finding.location.source
    if source is None:
        return None, None
    if source.cell is None and source.row is not None:
        return source.sheet, f"A{source.row}"
    return source.sheet, source.cell


def _mixed() -> UsageError:
    return UsageError(
        Text(
            "des fichiers Turtle et des fichiers de bureau sont donnés ensemble.",
            "Turtle files and office files are given together.",
        ),
        Text("Vérifiez-les l’un après l’autre.", "Check them one after the other."),
    )


def _no_office_file() -> UsageError:
    return UsageError(
        Text(
            "--body, --profile, --sheet, --annotate et --force sont pour un classeur ou un "
            "document.",
            "--body, --profile, --sheet, --annotate and --force are for a workbook or a document.",
        ),
        Text("Donnez-en un (.xlsx, .docx, .csv …).", "Give one (.xlsx, .docx, .csv …)."),
    )


def _one_copy() -> UsageError:
    return UsageError(
        Text("--annotate fait la copie d’un seul fichier.", "--annotate copies one file only."),
        Text("Donnez un fichier à la fois.", "Give one file at a time."),
    )
