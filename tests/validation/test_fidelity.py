"""What the check says where the data and the documents beside them part."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.documents.received import exclusions_of
from greffe.errors import InputError
from greffe.language import Text
from greffe.resources import data_dir
from greffe.validation.reports import FORMATS, write
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.validation.findings import Finding
    from greffe.validation.report import Report
    from greffe.validation.reports import Format

SEVEN = re.compile(
    r"^<https://w3id\.org/greffe/id/mifi/communication/7(?:>|/[^>]*>)\n.*?^\.\n",
    re.DOTALL | re.MULTILINE,
)
"""All that the register says of communication 7, printed on lines 285 to 327."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the published data, to be damaged."""
    return Path(shutil.copytree(data_dir(), tmp_path / "data"))


@pytest.fixture
def register(data: Path) -> Path:
    """Return the register of the copy."""
    return data / "mifi" / "register.ttl"


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change a file, and be sure that it has changed."""
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert before != after
    path.write_text(after, encoding="utf-8")


def replaced(path: Path, old: str, new: str) -> None:
    """Write other words at the first place where a file has some."""
    edit(path, lambda text: text.replace(old, new, 1))


def unfaithful(report: Report) -> list[Finding]:
    """Return the findings of fidelity, by code and line of the document."""
    found = [each for each in report.findings if each.rule.startswith("S-FID")]
    return sorted(found, key=lambda each: (each.rule, str(each.location)))


def test_the_published_data_are_held_to_both_documents() -> None:
    """Register and inventory are compared word by word, and nothing is found."""
    report = validate(Workspace.at())
    assert ["inventaire.txt", "registre.txt"] == [Path(each).name for each in report.documents]
    assert [] == unfaithful(report)
    assert {2} == {report.looked_at[f"S-FID-0{n}"] for n in (1, 2, 3)}


def test_an_entry_left_out_is_one_finding_at_its_lines_of_the_document(
    data: Path, register: Path
) -> None:
    """All the words of communication 7 are lost together; it is the document that shows them."""
    edit(register, lambda text: SEVEN.sub("", text))
    [lost] = unfaithful(validate(Workspace.at(data)))
    assert ("S-FID-01", "violation", None) == (lost.rule, lost.severity, lost.number)
    assert lost.location is not None
    assert lost.location.source is not None
    assert str(data / "mifi/sources/registre.txt:285:1") == str(lost.location)
    assert Text("registre.txt, lignes 285-327", "registre.txt, lines 285-327") == (
        lost.location.source.in_words()
    )
    assert lost.detail.fr.startswith("« Emploi et Développement social Canada (EDSC)")


def test_a_word_changed_is_told_with_what_the_document_says(data: Path, register: Path) -> None:
    """The finding is at the words in the Turtle, and shows only where the two part."""
    replaced(register, '"Retraite Québec"@fr', '"Retraite du Québec"@fr')
    [changed] = unfaithful(validate(Workspace.at(data)))
    assert ("S-FID-02", "C9", "recipientText") == (changed.rule, changed.number, changed.field)
    assert (
        Text(
            "Le document dit « Retraite Québec », les données « Retraite du Québec ».",
            "The document says “Retraite Québec”, the data “Retraite du Québec”.",
        )
        == changed.detail
    )
    assert changed.location is not None
    line = register.read_text(encoding="utf-8").splitlines()[(changed.location.line or 0) - 1]
    assert "Retraite du Québec" in line


def test_a_long_cell_is_told_by_the_words_that_differ(data: Path, register: Path) -> None:
    """Of a cell of many lines, only the changed word and its neighbours are shown."""
    replaced(register, "la protection des réfugiés.", "la protection des réfugiées.")
    told = [each.detail.fr for each in unfaithful(validate(Workspace.at(data)))]
    assert ["Le document dit « des réfugiés. », les données « des réfugiées. »."] == told


def test_an_agreement_is_named_in_the_words_of_the_document(data: Path, register: Path) -> None:
    """A title that no passage of the document has is words added."""
    title = 'dcterms:title "Entente de communication MIFI et CNE'
    replaced(register, title, f"{title[:-3]}la CNE")
    [added] = unfaithful(validate(Workspace.at(data)))
    assert ("S-FID-02", "title") == (added.rule, added.field)
    assert added.detail.en == (
        "No passage of the document has “Entente de communication MIFI et la CNESTT”."
    )


def test_a_fault_that_a_shape_tells_is_not_told_twice(data: Path, register: Path) -> None:
    """The shape of citations says already that these words are not in the cell."""
    cited = 'greffe:citationText "Article 67'
    replaced(register, f"{cited} ", f"{cited}67 ")
    report = validate(Workspace.at(data))
    told = [each.rule for each in report.findings if "6767" in (each.value or "")]
    assert ["S-CIT-04"] == told


def test_what_is_no_content_must_be_listed(data: Path) -> None:
    """Without the list of exclusions, headings, page numbers and dashes are words lost."""
    exclusions_of(data / "mifi" / "sources" / "registre.txt").unlink()
    lost = unfaithful(validate(Workspace.at(data)))
    assert {"S-FID-01"} == {each.rule for each in lost}
    places = [str(each.location).partition("registre.txt:")[2] for each in lost]
    assert {"6:2", "269:1", "1613:5"} <= set(places)


@pytest.mark.parametrize(
    "content", ["", "lines,text\n12,x\n", "lines,text,reason\n12,x\n"], ids=["empty", "head", "row"]
)
def test_a_list_of_exclusions_that_is_none_is_an_error(data: Path, content: str) -> None:
    """Such a list is refused by name, not skipped."""
    path = exclusions_of(data / "mifi" / "sources" / "registre.txt")
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(str(path))):
        validate(Workspace.at(data))


def test_without_documents_nothing_is_compared(data: Path) -> None:
    """A body may publish its data without its documents; the summary then names none."""
    shutil.rmtree(data / "mifi" / "sources")
    report = validate(Workspace.at(data))
    assert () == report.documents
    assert [] == json.loads(write(report, "json"))["summary"]["documents"]
    assert 0 == report.looked_at["S-FID-01"]


def test_a_document_is_only_looked_for_beside_the_data(data: Path) -> None:
    """The name of a document is a name: it leads to no other folder."""
    outside = data / "registre.txt"
    shutil.copy(data / "mifi/sources/registre.txt", outside)
    body = data / "mifi" / "body.ttl"
    replaced(body, '"registre.txt"', '"../../registre.txt"')
    names = [Path(each).name for each in validate(Workspace.at(data)).documents]
    assert ["inventaire.txt"] == names


def test_one_file_is_held_to_its_own_document(register: Path) -> None:
    """Checking the register alone says nothing about the words of the inventory."""
    report = validate(Workspace.at(), [register])
    assert ["registre.txt"] == [Path(each).name for each in report.documents]
    assert [] == unfaithful(report)


def test_a_file_that_quotes_no_document_is_held_to_none(data: Path) -> None:
    """A body's own file names agreements in words that its register quotes: that is no fault."""
    report = validate(Workspace.at(), [data / "mifi" / "body.ttl"])
    assert () == report.documents
    assert [] == unfaithful(report)


def test_words_that_another_file_of_the_body_holds_are_not_lost(register: Path) -> None:
    """A register in two files is whole, whichever of them is checked."""
    annex = register.with_name("annex.ttl")
    whole = register.read_text(encoding="utf-8")
    prefixes = "".join(line for line in whole.splitlines(True) if line.startswith("PREFIX"))
    annex.write_text(prefixes + "".join(m[0] for m in SEVEN.finditer(whole)), encoding="utf-8")
    edit(register, lambda text: SEVEN.sub("", text))
    for path in (register, annex):
        report = validate(Workspace.at(), [path])
        assert ["registre.txt"] == [Path(each).name for each in report.documents]
        assert [] == unfaithful(report)


def test_another_file_of_the_body_is_not_told_of(data: Path, register: Path) -> None:
    """Checking one file says what is wrong in it, and what the documents have lost."""
    replaced(register, '"Retraite Québec"@fr', '"Retraite du Québec"@fr')
    assert [] == unfaithful(validate(Workspace.at(), [data / "mifi" / "inventory.ttl"]))


def test_a_changed_only_check_sees_an_entry_removed(data: Path, register: Path) -> None:
    """Nothing is left of a removed entry to be concerned; the document still speaks of it."""
    commit(data)
    assert () == validate(Workspace.at(data), since="HEAD").documents
    edit(register, lambda text: SEVEN.sub("", text))
    found = unfaithful(validate(Workspace.at(data), since="HEAD"))
    assert ["S-FID-01"] == [each.rule for each in found]


def test_a_changed_only_check_sees_a_document_replaced(data: Path) -> None:
    """Another document under the same data is a change of what they must agree with."""
    commit(data)
    replaced(data / "mifi/sources/registre.txt", "Retraite Québec", "Retraite du Québec")
    found = unfaithful(validate(Workspace.at(data), since="HEAD"))
    assert [("S-FID-02", "C9")] == [(each.rule, each.number) for each in found]


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_tells_words_lost_and_words_added(
    data: Path, register: Path, form: Format
) -> None:
    """No form of report is made for addresses only."""
    edit(register, lambda text: SEVEN.sub("", text))
    replaced(register, '"Retraite Québec"@fr', '"Retraite du Québec"@fr')
    text = write(validate(Workspace.at(data)), form)
    assert "Retraite du Québec" in text
    assert "Emploi et Développement social Canada (EDSC)" in text


def commit(folder: Path) -> None:
    """Make a repository of a folder, with all that is in it."""
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-qm", "data"],
    ):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)


def test_a_document_that_no_data_describe_is_told_of(data: Path) -> None:
    """What lies in the folder of documents and was never imported is advice, at the file."""
    sources = data / "mifi" / "sources"
    (sources / "registre-2025.pdf").write_bytes(b"%PDF")
    [told] = unfaithful(validate(Workspace.at(data)))
    assert ("S-FID-04", "info") == (told.rule, told.severity)
    assert told.value == "registre-2025.pdf"
    assert told.location is not None
    assert str(sources / "registre-2025.pdf") == told.location.file


@pytest.mark.parametrize("name", ["registre.docx", "annexe.csv", ".lock.txt~", "notes.md"])
def test_other_forms_and_tables_are_no_documents_of_their_own(data: Path, name: str) -> None:
    """The file that a document was drawn from, and what transcribes it, need no description."""
    (data / "mifi" / "sources" / name).write_bytes(b"")
    assert [] == unfaithful(validate(Workspace.at(data)))


def test_a_document_in_a_file_s_folder_is_described_by_its_neighbours(data: Path) -> None:
    """Checking the register alone, the documents of the inventory are not said to be strangers."""
    report = validate(Workspace.at(data), [data / "mifi" / "register.ttl"])
    assert [] == [each for each in unfaithful(report) if each.rule == "S-FID-04"]


def test_a_span_without_lines_says_so(data: Path) -> None:
    """What is missing is named: no place is made up for it."""
    inventory = data / "mifi" / "inventory.ttl"
    edit(inventory, lambda text: re.sub(r'\n    greffe:lines "[^"]*" ;', "", text, count=1))
    report = validate(Workspace.at(data))
    told = [each.detail.en for each in unfaithful(report) if each.rule == "S-FID-02"]
    assert ["The span does not say on which lines of the document its words are."] == told
    assert "None" not in write(report, "human")
