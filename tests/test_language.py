"""French and English: how the language is chosen, and that both always exist."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from greffe import resources
from greffe.language import LANGUAGES, Text, as_language, choose

PACKAGE = Path(resources.__file__).parent


def test_french_is_the_default() -> None:
    """With no option, no variable and no locale, Greffe speaks French."""
    assert choose(None, {"LANG": "C.UTF-8"}) == "fr"


def test_the_option_wins_over_the_variable_and_the_locale() -> None:
    """`--lang` is obeyed whatever the environment says."""
    assert choose("en", {"GREFFE_LANG": "fr", "LANG": "fr_CA.UTF-8"}) == "en"


def test_the_variable_wins_over_the_locale() -> None:
    """`GREFFE_LANG` is obeyed when there is no option."""
    assert choose(None, {"GREFFE_LANG": "en", "LANG": "fr_CA.UTF-8"}) == "en"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("LC_ALL", "en_CA.UTF-8"), ("LC_MESSAGES", "en_US"), ("LANG", "en")],
)
def test_the_locale_is_read_in_the_order_of_posix(variable: str, value: str) -> None:
    """`LC_ALL`, `LC_MESSAGES` and `LANG` name the language when nothing else does."""
    assert choose(None, {"LANG": "fr_CA.UTF-8", variable: value}) == "en"


def test_lc_all_wins_over_lang() -> None:
    """The first POSIX variable that is set decides."""
    assert choose(None, {"LC_ALL": "fr_CA.UTF-8", "LANG": "en_CA.UTF-8"}) == "fr"


@pytest.mark.parametrize("value", ["de", "", "C", "POSIX", "frank", None])
def test_other_languages_are_not_ours(value: str | None) -> None:
    """A code that is neither French nor English names no language of ours."""
    assert as_language(value) is None


@pytest.mark.parametrize("value", ["fr", "FR", "fr-CA", "fr_CA.UTF-8", " fr "])
def test_regional_codes_count(value: str) -> None:
    """A regional variant of French is French."""
    assert as_language(value) == "fr"


def test_a_text_joins_and_fills_both_languages() -> None:
    """Joining and filling act on the French and on the English alike."""
    joined = Text("Erreur : ", "Error: ") + Text("{n} entrées", "{n} entries")
    assert joined.format(n=3) == Text("Erreur : 3 entrées", "Error: 3 entries")


def test_a_value_in_both_languages_is_put_in_each() -> None:
    """What is said of a thing has the thing's name in the same language; other values stay."""
    said = Text("{n} {what} : {braces}", "{n} {what}: {braces}")
    filled = said.format(n=2, what=Text("lignes", "rows"), braces="{what}")
    assert filled == Text("2 lignes : {what}", "2 rows: {what}")


def test_no_message_lacks_a_language() -> None:
    """Every literal `Text(…)` of the package has a French and an English that say something."""
    silent = [
        (path.name, node.lineno)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Text"
        and not any(isinstance(argument, ast.Starred) for argument in node.args)
        and len(node.args) + len(node.keywords) != len(LANGUAGES)
    ]
    assert silent == []
