"""The check on the command line: its report, its exit code, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from greffe.resources import data_dir, shapes_dir

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Greffe = Callable[..., Outcome]
    Program = Callable[..., subprocess.CompletedProcess[bytes]]

REGISTER: Final = data_dir() / "mifi" / "register.ttl"
BASE: Final = "https://w3id.org/greffe/id/mifi"


def excerpt(*subjects: str) -> str:
    """Return the prefixes of the published register and the blocks of some things."""
    head, *blocks = REGISTER.read_text(encoding="utf-8").split("\n\n<")
    beginnings = tuple(f"{BASE}/{subject}" for subject in subjects)
    return "\n\n<".join([head, *(each for each in blocks if each.startswith(beginnings))]) + "\n"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Give the register with its second communication only, which is sound but for a chapter."""
    path = tmp_path / "register.ttl"
    agreement = "agreement/entente-administrative-communication-renseignements-2012"
    text = excerpt("register", "communication/2>", "communication/2/", agreement)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def faulty(sound: Path) -> Path:
    """Give the same without the declared recipient."""
    text = sound.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "greffe:recipient <" not in line]
    sound.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sound


def test_sound_data_exits_0(greffe: Greffe, sound: Path) -> None:
    """Nothing at fault: the report says what was checked, and the code is 0."""
    outcome = greffe("validate", sound)
    assert (outcome.code, outcome.err) == (0, "")
    assert "VIOLATION" not in outcome.out
    assert "Vérifié : " in outcome.out


@pytest.mark.parametrize(("language", "to_do"), [("fr", "Que faire : "), ("en", "What to do: ")])
def test_data_at_fault_exits_1(language: str, to_do: str, greffe: Greffe, faulty: Path) -> None:
    """The entry, the field, and the file and line stand in the report; it is data, not messages."""
    outcome = greffe("--lang", language, "validate", faulty)
    lines = faulty.read_text(encoding="utf-8").splitlines()
    line = lines.index(f"<{BASE}/communication/2>") + 1
    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.splitlines()[0].startswith("1 violation, 4 ")
    assert outcome.out.splitlines()[2].startswith("VIOLATION  S-COM-03  ")
    assert "\n  C2 — " in outcome.out
    assert f"{faulty}:{line}:" in outcome.out
    assert to_do in outcome.out
    assert outcome.out.count("S-COM-03") == 1


@pytest.mark.parametrize(("severity", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_the_gravity_that_fails_is_chosen(
    severity: str, code: int, greffe: Greffe, sound: Path
) -> None:
    """A doubtful chapter is a warning: it fails only where warnings are to fail."""
    assert greffe("validate", sound, "--fail-on", severity).code == code


def test_json_says_the_same_as_words(greffe: Greffe, faulty: Path) -> None:
    """The report for machines holds the finding in both languages, whatever language is asked."""
    french = greffe("validate", faulty, "--format", "json")
    english = greffe("--lang", "en", "validate", faulty, "--format", "json")
    assert french == english
    assert french.code == 1
    report = json.loads(french.out)
    (finding,) = [each for each in report["findings"] if each["severity"] == "violation"]
    assert (finding["rule"], finding["number"], finding["field"]) == ("S-COM-03", "C2", "recipient")
    assert finding["entity"] == f"{BASE}/communication/2"
    assert finding["location"]["file"] == str(faulty)
    assert finding["message"]["fr"] != finding["message"]["en"]
    assert finding["remedy"]["fr"] != finding["remedy"]["en"]


def test_a_folder_is_checked_whole(greffe: Greffe, faulty: Path) -> None:
    """A folder stands for its Turtle files."""
    by_folder = json.loads(greffe("validate", faulty.parent, "--format", "json").out)
    by_file = json.loads(greffe("validate", faulty, "--format", "json").out)
    assert by_file["findings"] == by_folder["findings"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["absent.ttl"], "absent.ttl"),
        (["--format", "xml"], "--format ne prend pas « xml »"),
        (["--fail-on", "fatal"], "--fail-on ne prend pas « fatal »"),
    ],
)
def test_a_request_that_cannot_be_met_exits_2(
    arguments: list[str], what: str, greffe: Greffe
) -> None:
    """A mistake of the request is never taken for sound data, nor for faulty data."""
    outcome = greffe("validate", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert what in outcome.err
    assert len(outcome.err.splitlines()) == 2


def test_nothing_to_check_is_not_success(greffe: Greffe, tmp_path: Path) -> None:
    """An empty folder, an empty file and data about nothing of ours all exit 2."""
    assert greffe("validate", tmp_path).code == 2
    empty = tmp_path / "empty.ttl"
    empty.touch()
    assert greffe("validate", empty).code == 2
    empty.write_text("<x:a> <x:b> <x:c> .\n", encoding="utf-8")
    outcome = greffe("validate", empty)
    assert (outcome.code, outcome.out) == (2, "")


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\x01", b"not turtle", b"<x:a> <x:b> ;", b"\x00" * 64]
)
def test_what_is_no_turtle_exits_2_with_its_place(
    content: bytes, greffe: Greffe, tmp_path: Path
) -> None:
    """A binary or broken file is told by name and line; it is not data at fault."""
    path = tmp_path / "broken.ttl"
    path.write_bytes(content)
    outcome = greffe("validate", path)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{path}:1" in outcome.err


def test_a_file_without_permission_exits_2(
    greffe: Greffe, sound: Path, forbid: Callable[[Path], None]
) -> None:
    """A file that may not be read is named with the system's reason."""
    forbid(sound)
    outcome = greffe("validate", sound)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{sound} : lecture impossible (accès refusé)." in outcome.err


def test_broken_shapes_exit_2(
    greffe: Greffe, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in the rules is not a fault of the data."""
    from greffe.validation import run

    broken = tmp_path / "shapes"
    (broken / "structure").mkdir(parents=True)
    (broken / "structure" / "communication.ttl").write_text("grsh:X a", encoding="utf-8")
    monkeypatch.setattr(run, "shapes_dir", lambda: broken)
    outcome = greffe("validate", sound)
    assert (outcome.code, outcome.out) == (2, "")
    assert "communication.ttl:1" in outcome.err
    assert shapes_dir() != broken


def test_the_real_program_exits_with_the_same_codes(program: Program, faulty: Path) -> None:
    """What a script sees: 1 for data at fault, 2 for a request at fault, the report in UTF-8."""
    checked = program("validate", faulty, LC_ALL="C")
    assert (checked.returncode, checked.stderr) == (1, b"")
    assert checked.stdout.decode().startswith("1 violation, ")
    assert program("validate", "absent.ttl").returncode == 2
