"""Help and usage errors say the same in French and in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from greffe.app import COMMANDS, HELP, PARAMETERS, command_tree, load
from greffe.errors import UnknownName
from greffe.language import LANGUAGES, Language
from greffe.usage import in_french

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

NAMES: Final = list(COMMANDS)
ENGLISH_WORDS: Final = re.compile(
    r"\b(the|a|an|is|of|missing|no such|invalid|usage|default)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        (["show"], "il manque l’argument « QUOI ».", "Missing argument 'WHAT'."),
        (["import", "a.csv"], "il manque l’option « --body ».", "Missing option '--body'."),
        (
            ["build", "--outptu", "x"],
            "l’option --outptu n’existe pas (options proches : --output).",
            "No such option: --outptu (Possible options: --output)",
        ),
        (["build", "--zzz"], "l’option --zzz n’existe pas.", "No such option: --zzz"),
        (["build", "x"], "argument en trop : x.", "Got unexpected extra argument(s) (x)"),
        (["build", "x", "y"], "argument en trop : x y.", "Got unexpected extra argument(s) (x y)"),
        (
            ["build", "--output"],
            "l’option --output demande une valeur.",
            "Option '--output' requires an argument.",
        ),
        (
            ["--version=3"],
            "l’option --version ne prend pas de valeur.",
            "Option '--version' does not take a value.",
        ),
        (["--lang", "fr"], "il manque la commande.", "Missing command."),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(
    arguments: list[str], french: str, english: str, greffe: Callable[..., Outcome]
) -> None:
    """Each usage error exits 2 with one sentence in the language asked, and nothing as data."""
    for language, head, sentence in (("fr", "Erreur : ", french), ("en", "Error: ", english)):
        asked = [each if each != "fr" else language for each in arguments]
        before = [] if "--lang" in asked else ["--lang", language]
        outcome = greffe(*before, *asked)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.splitlines()[0] == head + sentence


def test_a_language_that_we_do_not_speak_is_refused(greffe: Callable[..., Outcome]) -> None:
    """The value and those allowed are named."""
    outcome = greffe("--lang", "de", "query")
    assert outcome.code == 2
    assert "valeur refusée pour --lang : 'de' ; valeurs permises : fr, en." in outcome.err


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "Invalid value for '--x': 'a' is not a valid int.",
            "valeur refusée pour '--x' : « a » n’est pas un nombre entier.",
        ),
        (
            "Invalid value for '--x': 'a' is not a valid int range.",
            "valeur refusée pour '--x' : « a » n’est pas un nombre entier.",
        ),
        (
            "Invalid value for '--x': 'a' is not a valid float range.",
            "valeur refusée pour '--x' : « a » n’est pas un nombre.",
        ),
        (
            "Invalid value for '--x': 9 is not in the range 0<=x<=5.",
            "valeur refusée pour '--x' : 9 n’est pas dans l’intervalle 0<=x<=5.",
        ),
        (
            "Invalid value for '--x': 'a' is not one of 'b', 'c'.",
            "valeur refusée pour '--x' : 'a' ; valeurs permises : 'b', 'c'.",
        ),
        ("Invalid value for X: bad\nworse", "valeur refusée pour X : bad\nworse"),
        ("Something new.", "Something new."),
    ],
)
def test_messages_are_translated_where_they_are_known(english: str, french: str) -> None:
    """A message of Typer that we do not know stays as it is: better English than nothing."""
    assert french == in_french(english)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("qery", "query"), ("valdate", "validate"), ("imports", "import, export"), ("SPARQL", None)],
)
def test_an_unknown_command_is_answered_with_the_nearest(
    typed: str, proposed: str | None, greffe: Callable[..., Outcome]
) -> None:
    """A slip is corrected; where nothing is near, all commands are named."""
    outcome = greffe(typed)
    first, second = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (2, "")
    assert first == f"Erreur : la commande « {typed} » n’existe pas."
    assert second == f"  Essayez : {proposed or ', '.join(NAMES)}."


def test_the_unknown_command_is_an_error_of_ours() -> None:
    """A program that embeds the command tree catches it as such."""
    with pytest.raises(UnknownName, match="there is no command 'qery'"):
        command_tree("en").main(["qery"], "greffe", standalone_mode=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_its_help(
    name: str, language: Language, greffe: Callable[..., Outcome]
) -> None:
    """The help of a command says what it does and what each of its parameters is for."""
    outcome = greffe("--lang", language, name, "--help")
    command = next(each for each in load() if each.name == name)
    shown = " ".join(outcome.out.split())
    assert (outcome.code, outcome.err) == (0, "")
    for text in (command.help, *command.parameters.values()):
        assert text[language] in shown


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_asked_for_in_short_too(name: str, greffe: Callable[..., Outcome]) -> None:
    """-h gives the help that --help gives, of the program and of every command."""
    command = [name] if name else []
    short = greffe(*command, "-h")
    assert short == greffe(*command, "--help")
    assert (short.code, short.err) == (0, "")
    assert re.search(r"^  -h, --help  +Affiche cette aide\.$", short.out, re.MULTILINE)


def test_a_question_has_help_of_its_own(greffe: Callable[..., Outcome]) -> None:
    """What it asks, what it takes and what it gives, wherever its name stands among the words."""
    outcome = greffe("query", "data-outside-quebec", "--help")
    assert (outcome.code, outcome.err) == (0, "")
    said = " ".join(outcome.out.split())
    for words in (
        "Utilisation : greffe query data-outside-quebec --dataType",
        "Qui, hors du Québec d’après le registre, reçoit ce renseignement",
        "Une ligne par fondement et par entente",
        "--dataType renseignement [obligatoire]",
        "Colonnes : Nº, Communication, Destinataire, Renseignement, Fondement, Entente, Datée",
    ):
        assert words in said
    assert max(map(len, outcome.out.splitlines()[1:])) <= 78
    assert outcome == greffe("query", "--format", "csv", "data-outside-quebec", "-h")
    english = greffe("query", "data-outside-quebec", "-h", "--lang", "en").out
    assert "--dataType  data type  [required]" in english
    assert ENGLISH_WORDS.findall(outcome.out.replace("outside-quebec", "")) == []


def test_the_help_of_a_question_without_parameters_names_none(
    greffe: Callable[..., Outcome],
) -> None:
    """Nothing is announced that is not there; what is no question has the command's help."""
    out = greffe("query", "count-by-body", "--help").out
    assert out.startswith("Utilisation : greffe query count-by-body\n\n  Combien")
    assert "Paramètres" not in out
    assert "[facultatif]" in greffe("query", "agreements-of-year", "-h").out
    assert greffe("query", "count-by-bodies", "-h") == greffe("query", "-h")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_is_described(language: Language) -> None:
    """No option or argument is without help, and no help is without its parameter."""
    tree = command_tree(language)
    assert {each.name for each in tree.params} - {"help"} == set(PARAMETERS)
    for command in load():
        parameters = {each.name: each.help for each in tree.commands[command.name].params}
        parameters.pop("help", None)
        assert parameters == {name: text[language] for name, text in command.parameters.items()}


def test_no_text_is_the_same_in_both_languages() -> None:
    """Nothing was left untranslated."""
    texts = [HELP, *PARAMETERS.values()]
    for command in load():
        texts += [command.help, *command.parameters.values()]
    assert [text for text in texts if text.fr == text.en] == []


@pytest.mark.parametrize("name", ["", *NAMES])
def test_french_help_has_no_english(name: str, greffe: Callable[..., Outcome]) -> None:
    """Headings, notes and sentences are all French."""
    help_ = greffe("--lang", "fr", *([name] if name else []), "--help").out
    assert ENGLISH_WORDS.findall(help_.replace("--version", "")) == []
    assert help_.startswith("Utilisation : greffe")
    assert "Options :" in help_


def test_the_help_lists_the_commands_in_the_order_of_work(greffe: Callable[..., Outcome]) -> None:
    """The help of the program names every command, the main job first."""
    section = greffe("--help").out.partition("Commandes :\n")[2]
    listed = re.findall(r"^  (\S+)", section, re.MULTILINE)
    assert listed == NAMES
    assert listed[0] == "build"


def test_a_required_option_says_so(greffe: Callable[..., Outcome]) -> None:
    """What cannot be left out is marked, and defaults are shown."""
    french, english = (greffe("--lang", lang, "import", "--help").out for lang in LANGUAGES)
    assert "[obligatoire]" in french
    assert "[required]" in english
    assert "[par défaut\u00a0: table]" in greffe("--lang", "fr", "query", "--help").out
    assert "[default: table]" in greffe("--lang", "en", "query", "--help").out


@pytest.mark.parametrize("name", ["", *NAMES])
def test_no_line_of_french_help_begins_or_ends_with_a_sign(
    name: str, greffe: Callable[..., Outcome]
) -> None:
    """What French parts from a word by a space is not parted from it by the end of a line."""
    lines = greffe("--lang", "fr", *([name] if name else []), "--help").out.splitlines()
    alone = [line for line in lines if re.search(r"^\s*[»:;?!]|«\s*$", line)]
    assert [] == alone


def test_an_empty_default_is_not_shown(greffe: Callable[..., Outcome]) -> None:
    """Saying that an option is empty unless it is given says nothing."""
    assert "[par défaut\u00a0: ]" not in greffe("--lang", "fr", "new", "--help").out


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--port", "abc", "« abc » n’est pas un nombre entier."),
        ("--port", "99999", "99999 n’est pas dans l’intervalle 0<=x<=65535."),
        ("--watch", "abc", "« abc » n’est pas un nombre."),
    ],
)
def test_a_wrong_number_is_told_in_french(
    greffe: Callable[..., Outcome], option: str, value: str, told: str
) -> None:
    """Typer's own words for numbers are among those that we know."""
    outcome = greffe("serve", option, value)
    assert outcome.code == 2
    assert f"Erreur : valeur refusée pour '{option}' : {told}" in outcome.err
