"""`--since REV`: only what has changed is answered for, and all of that."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from greffe.app import run
from greffe.errors import InputError, UsageError
from greffe.namespaces import GREFFE
from greffe.validation.changed import concerned, entries_in, touched
from greffe.validation.ground import lay
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.validation.report import Report

BUNDLED: Final = Workspace.at()
BASE: Final = "https://w3id.org/greffe/id/new"
REGISTER: Final = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/greffe/id/new/> .

<register> a greffe:CommunicationRegister ;
    dcterms:title "Registre"@fr .

<communication/1> a greffe:Communication ;
    dcterms:identifier "C1" ;
    greffe:position 1 ;
    dcterms:isPartOf <register> ;
    greffe:recipient <https://w3id.org/greffe/org/cnesst> ;
    greffe:citation <communication/1/citation/1> ;
    greffe:agreement <agreement/one> .

<communication/1/citation/1> a greffe:LegalCitation ;
    greffe:citationText "Article 67"@fr .

<communication/2> a greffe:Communication ;
    dcterms:identifier "C2" ;
    greffe:position 2 ;
    dcterms:isPartOf <register> ;
    greffe:recipient <https://w3id.org/greffe/org/ramq> .

<agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr ;
    greffe:signed "2012"^^xsd:gYear .
"""
FIRST: Final = {
    f"{BASE}/communication/1",
    f"{BASE}/communication/1/citation/1",
}
SECOND: Final = {f"{BASE}/communication/2"}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder as nobody in particular."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a register in a repository of its own, as committed."""
    path = tmp_path / "data" / "register.ttl"
    path.parent.mkdir()
    path.write_text(REGISTER, encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", "data")
    git(tmp_path, "commit", "-m", "one")
    return path


def change(path: Path, old: str, new: str) -> None:
    """Replace words in a file; they must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def things(path: Path, revision: str = "HEAD") -> set[str]:
    """Return the addresses of what the changes of a file concern."""
    return {str(thing) for thing in concerned(lay(BUNDLED, [path]), revision)}


def since_head(path: Path) -> Report:
    """Return the report on what has changed since the last commit."""
    return validate(BUNDLED, [path], since="HEAD")


def test_nothing_changed_concerns_nothing(file: Path) -> None:
    """A file as committed has nothing to answer for."""
    assert set() == things(file)


def test_layout_comments_and_order_change_nothing(file: Path) -> None:
    """Statements are compared, not lines."""
    change(file, '    dcterms:identifier "C2" ;\n    greffe:position 2 ;', "    # moved")
    change(file, "org/ramq> .", 'org/ramq> ;\n  greffe:position 2; dcterms:identifier "C2".')
    assert set() == things(file)


def test_a_changed_statement_concerns_its_entry_and_its_parts(file: Path) -> None:
    """The entry's citations are checked with it, the other entry is not."""
    change(file, "org/cnesst", "org/ramq")
    assert FIRST == things(file)


def test_a_changed_part_concerns_its_entry(file: Path) -> None:
    """A citation is part of its entry."""
    change(file, "Article 67", "Article 68")
    assert FIRST == things(file)


def test_a_changed_thing_concerns_who_refers_to_it(file: Path) -> None:
    """An agreement that is no longer dated may break a rule on the entry that names it."""
    change(file, "2012", "2013")
    assert {*FIRST, f"{BASE}/agreement/one"} == things(file)


def test_a_removed_thing_concerns_who_refers_to_it(file: Path) -> None:
    """Whoever still refers to it now refers to nothing."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("<agreement/one> a")], encoding="utf-8")
    assert FIRST == things(file)


def test_a_removed_file_concerns_who_refers_to_what_it_described(file: Path) -> None:
    """An agreement that went with its file is asked of the entry that names it, of no other."""
    agreements = file.with_name("agreements.ttl")
    text = file.read_text(encoding="utf-8")
    start = text.index("<agreement/one> a")
    agreements.write_text(text[: text.index("<register>")] + text[start:], encoding="utf-8")
    file.write_text(text[:start], encoding="utf-8")
    git(file.parent, "add", ".")
    git(file.parent, "commit", "-m", "apart")
    assert set() == things(file)
    agreements.unlink()
    assert FIRST == things(file)


def test_passages_of_a_removed_document_are_concerned(file: Path) -> None:
    """Who still quotes a document whose description went with a file answers for it."""
    document = file.with_name("document.ttl")
    document.write_text(f"<{BASE}/source/one> a <{GREFFE}SourceDocument> .\n", encoding="utf-8")
    change(file, "<agreement/one> a", "<span> greffe:document <source/one> .\n<agreement/one> a")
    git(file.parent, "add", ".")
    git(file.parent, "commit", "-m", "document")
    assert set() == touched(lay(BUNDLED, [file]), "HEAD")
    document.unlink()
    assert {f"{BASE}/span"} == things(file)
    assert {file.parent} == touched(lay(BUNDLED, [file]), "HEAD")


def test_a_changed_register_does_not_concern_its_entries(file: Path) -> None:
    """A new title of the whole is no change of its parts."""
    change(file, '"Registre"', '"Registre ministériel"')
    assert {f"{BASE}/register"} == things(file)


def test_a_new_file_is_all_changed(file: Path) -> None:
    """What was not there at the revision is new, all of it."""
    git(file.parent, "rm", "--cached", "register.ttl")
    git(file.parent, "commit", "-m", "two", "--allow-empty")
    assert FIRST | SECOND < things(file)


def test_what_was_not_turtle_is_all_changed(file: Path) -> None:
    """A revision that cannot be read says nothing of what was there."""
    file.write_text("not Turtle", encoding="utf-8")
    git(file.parent, "commit", "-am", "broken")
    file.write_text(REGISTER, encoding="utf-8")
    assert FIRST | SECOND < things(file)


def test_blank_nodes_are_compared_by_what_they_say(file: Path) -> None:
    """A blank node is part of who refers to it; its name in the file means nothing."""
    change(file, "<agreement/one> .", '[ dcterms:title "A" ; dcterms:source [ ] ] .')
    git(file.parent, "commit", "-am", "blank")
    change(file, 'dcterms:title "A" ; dcterms:source [ ]', 'dcterms:source [ ] ; dcterms:title "A"')
    named = {thing for thing in things(file) if thing.startswith("http")}
    assert set() == named
    change(file, 'dcterms:title "A"', 'dcterms:title "B"')
    assert things(file) >= FIRST


def test_any_revision_will_do(file: Path) -> None:
    """A tag, a branch or an abbreviated commit."""
    git(file.parent, "tag", "before")
    short = git(file.parent, "rev-parse", "--short", "HEAD").strip()
    change(file, "org/ramq", "org/cnesst")
    git(file.parent, "commit", "-am", "two")
    assert SECOND == things(file, "before") == things(file, short) == things(file, "HEAD~1")
    assert set() == things(file)


def test_files_of_greffe_itself_are_no_change(tmp_path: Path, file: Path) -> None:
    """A body's own repository does not hold the bundled law: that is never compared."""
    body = tmp_path / "data" / "new"
    body.mkdir()
    file.rename(body / "register.ttl")
    git(tmp_path, "add", "data")
    git(tmp_path, "commit", "-m", "moved")
    ground = lay(Workspace.at(tmp_path / "data"), [])
    assert len(ground.tested) > 1
    assert set() == concerned(ground, "HEAD")


def test_entries_are_counted_not_their_parts(file: Path) -> None:
    """An entry with its citation is one entry."""
    ground = lay(BUNDLED, [file])
    assert 2 == entries_in(ground, ground.subjects)


def test_the_report_holds_what_changed_only(file: Path) -> None:
    """Both entries lack their cells; only the one that changed is reported."""
    assert {"C1", "C2"} <= {finding.number for finding in validate(BUNDLED, [file]).findings}
    change(file, "org/ramq", "org/cnesst")
    report = since_head(file)
    assert {"C2"} == {finding.number for finding in report.findings}
    assert report.since is not None
    assert ("HEAD", 1) == (report.since.revision, report.since.entries)


def test_nothing_changed_is_a_clean_report_not_an_error(file: Path) -> None:
    """Unlike a check of nothing, a pull request without data is fine."""
    report = since_head(file)
    assert ((), False) == (report.findings, report.failed)


def test_a_revision_that_is_not_there_is_an_error(file: Path) -> None:
    """The message says so, and that pipelines must fetch the history."""
    with pytest.raises(UsageError, match="no revision 'origin/absent'"):
        things(file, "origin/absent")


@pytest.mark.parametrize("revision", ["--help", "-c core.pager=x", ""])
def test_a_revision_is_never_an_option_of_git(file: Path, revision: str) -> None:
    """What looks like an option is a revision that is not there."""
    with pytest.raises(UsageError):
        things(file, revision)


def test_outside_a_repository_is_an_error(tmp_path: Path) -> None:
    """The message names the folder and says what to do."""
    path = tmp_path / "register.ttl"
    path.write_text(REGISTER, encoding="utf-8")
    with pytest.raises(InputError, match="there is none here") as caught:
        things(path)
    assert str(tmp_path) in caught.value.message.fr


def test_without_git_it_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git is told that the option needs it."""
    monkeypatch.setenv("PATH", str(file.parent))
    with pytest.raises(InputError, match="needs git"):
        things(file)


def test_a_hook_s_variables_do_not_lead_elsewhere(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git sets GIT_DIR for its hooks; the file's own repository is asked all the same."""
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert set() == things(file)


def test_the_command_takes_the_option(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing changed: exit code 0, and the scope is told; no such revision: exit code 2."""
    assert 0 == run(["--lang", "en", "validate", str(file), "--since", "HEAD"])
    assert "Since HEAD: 0 entries or files concerned.\nNothing found.\n" in capsys.readouterr().out
    assert 2 == run(["--lang", "en", "validate", str(file), "--since", "absent"])
    assert "no revision 'absent'" in capsys.readouterr().err
