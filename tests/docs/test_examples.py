"""The examples of the documentation show what the program shows.

``pytest tests/docs --refresh-docs`` writes what it shows now into the pages; reading the
difference is then the author's part.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from greffe import app, resources
from greffe.language import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
GUIDES: dict[Language, Path] = {name: ROOT / "docs" / name / "guide.md" for name in LANGUAGES}
COPIED = ("data", "ontology", "queries", "shapes")
CASES = ROOT / "tests" / "shapes"
PROMPT = "$ "
ELIDED = "…"

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A command line of a page and what the page says that the screen then shows."""

    command: str
    shown: tuple[str, ...]

    def agrees_with(self, lines: list[str]) -> bool:
        """Return whether the screen shows this; ``…`` alone stands for any lines."""
        if ELIDED not in self.shown:
            return list(self.shown) == lines
        first, last = self._around()
        enough = len(lines) >= len(first) + len(last)
        return enough and lines[: len(first)] == first and lines[len(lines) - len(last) :] == last

    def refreshed(self, lines: list[str]) -> list[str]:
        """Return what the page should say: as many lines at both ends as it gives now."""
        if ELIDED not in self.shown:
            return lines
        first, last = self._around()
        if len(lines) <= len(first) + len(last):
            return lines
        return [*lines[: len(first)], ELIDED, *lines[len(lines) - len(last) :]]

    def _around(self) -> tuple[list[str], list[str]]:
        place = self.shown.index(ELIDED)
        return list(self.shown[:place]), list(self.shown[place + 1 :])


def examples(block: str) -> list[Example]:
    """Return the examples of one console block, each with its lines of output."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith(PROMPT):
            found.append((line.removeprefix(PROMPT), []))
        else:
            found[-1][1].append(line)
    return [Example(command, tuple(_trimmed(lines))) for command, lines in found]


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def console_blocks(page: Path) -> list[str]:
    """Return the console blocks of a page."""
    return [body for kind, body in FENCE.findall(_read(page)) if kind == "console"]


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


class Screen:
    """Runs commands in a copy of the checkout and keeps what a person would see."""

    def __init__(self) -> None:
        """Begin as a new terminal does."""
        self.exit_code = 0

    def lines(self, command: str) -> list[str]:
        """Run one command line and return the lines on the screen, messages included."""
        words = shlex.split(command)
        if words == ["echo", "$?"]:
            left, self.exit_code = self.exit_code, 0
            return [str(left)]
        assert words[0] == "greffe", command
        screen = io.StringIO()
        with redirect_stdout(screen), redirect_stderr(screen):
            self.exit_code = app.run(words[1:])
        return _trimmed(screen.getvalue().splitlines())


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache of compiled stores that the pages share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def screen(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Stand in a fresh copy of the checkout, where commands may write."""
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(resources, "share", lambda: tmp_path)
    monkeypatch.setattr("greffe.validation.examples.examples_dir", lambda: CASES)
    monkeypatch.setenv("GREFFE_CACHE", str(cache))
    monkeypatch.setenv("COLUMNS", "80")
    return Screen()


def language_of(page: Path) -> Language:
    """Return the language that a page's examples speak when they do not say."""
    return "en" if page == GUIDES["en"] else "fr"


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if "```console" in _read(page)],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_examples(
    page: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Every example shows what the program shows, and fails only where the page says so."""
    monkeypatch.setenv("GREFFE_LANG", language_of(page))
    before = text = _read(page)
    for block in console_blocks(page):
        told = examples(block)
        now: list[str] = []
        for example, following in zip(told, [*told[1:], None], strict=True):
            lines = screen.lines(example.command)
            expects_code = following is not None and following.command == "echo $?"
            assert expects_code or screen.exit_code == 0, (example.command, lines)
            if not request.config.getoption("--refresh-docs"):
                assert example.agrees_with(lines), (example.command, example.shown, lines)
            now += [f"{PROMPT}{example.command}", *example.refreshed(lines), ""]
        text = text.replace(f"```console\n{block}```", "\n".join(["```console", *now[:-1], "```"]))
    if text != before and request.config.getoption("--refresh-docs"):
        page.write_text(text, encoding="utf-8")


def test_elision() -> None:
    """An elided example holds the first and last lines, and only those."""
    example = Example("greffe", ("a", "…", "y", "z"))
    assert example.agrees_with(["a", "b", "y", "z"])
    assert not example.agrees_with(["b", "b", "y", "z"])
    assert not example.agrees_with(["a", "b", "y", "b"])
    assert not example.agrees_with(["a", "z"])
    assert example.refreshed(["A", "B", "C", "D", "E"]) == ["A", "…", "D", "E"]


def test_whole_examples() -> None:
    """An example without elision is compared line by line."""
    example = Example("greffe", ("a", "b"))
    assert example.agrees_with(["a", "b"])
    assert not example.agrees_with(["a"])
    assert not example.agrees_with(["a", "b", "c"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", list(app.COMMANDS))
def test_every_command_is_shown(command: str, language: Language) -> None:
    """Every command has an example in both guides."""
    blocks = "\n".join(console_blocks(GUIDES[language]))
    assert re.search(rf"^\$ greffe (--\w+ \S+ )*{command}\b", blocks, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_is_told(language: Language) -> None:
    """Every option of every command is told in both guides."""
    tree = app.command_tree(language)
    options = {
        name
        for command in (tree, *tree.commands.values())
        for parameter in command.params
        for name in parameter.opts
        if name.startswith("--")
    }
    page = _read(GUIDES[language])
    assert set() == {name for name in options if not re.search(rf"{name}\b", page)}


def test_guides_are_twins() -> None:
    """The two guides show the same commands in the same order and have the same sections."""
    french, english = (_skeleton(GUIDES[language]) for language in LANGUAGES)
    assert french == english


def _skeleton(guide: Path) -> list[str]:
    """Return the level of each heading and the first words of each command, in order."""
    pattern = re.compile(r"^(#+) |^\$ greffe (?:--lang \w+ )?(\w+(?: [a-z][\w-]+)?)", re.MULTILINE)
    return [heading or command for heading, command in pattern.findall(_read(guide))]
