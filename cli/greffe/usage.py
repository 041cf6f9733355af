"""Help and usage errors of the command line, in French and English.

Typer writes its own words in English only; the classes below write the headings, and ``in_french``
says again in French what Typer found wrong with the arguments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import typer.core

from greffe.errors import UnknownName
from greffe.language import Text
from greffe.matching import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from typer import Context

    from greffe.language import Language

USAGE: Final = Text("Utilisation : ", "Usage: ")
ARGUMENTS: Final = Text("Arguments ", "Arguments")
OPTIONS: Final = Text("Options ", "Options")
COMMANDS: Final = Text("Commandes ", "Commands")
REQUIRED: Final = Text("obligatoire", "required")
DEFAULTS: Final = Text("par défaut : {value}", "default: {value}")
THIS_HELP: Final = Text("Affiche cette aide.", "Show this help.")
HELP_NAMES: Final = ("-h", "--help")
"""The options that ask for help, of the program and of every command."""

TRY_HELP: Final = Text("Voir « {path} --help ».", "See '{path} --help'.")

_FRENCH: Final[tuple[tuple[str, str], ...]] = (
    (r"Missing argument '(.*?)'\.", "il manque l’argument « {} »."),
    (r"Missing option '(.*?)'\.", "il manque l’option « {} »."),
    (r"Missing command\.", "il manque la commande."),
    (
        r"No such option: (\S+) \(Possible options: (.*)\)",
        "l’option {} n’existe pas (options proches : {}).",
    ),
    (r"No such option: (.*)", "l’option {} n’existe pas."),
    (r"Got unexpected extra arguments?\S* \((.*)\)", "argument en trop : {}."),
    (r"Option '(.*)' requires an argument\.", "l’option {} demande une valeur."),
    (r"Option '(.*)' does not take a value\.", "l’option {} ne prend pas de valeur."),
    (
        r"Invalid value for (.*?): (.*) is not one of (.*)\.",
        "valeur refusée pour {} : {} ; valeurs permises : {}.",
    ),
    (
        r"Invalid value for (.*?): '(.*)' is not a valid int(?:eger)?(?: range)?\.",
        "valeur refusée pour {} : « {} » n’est pas un nombre entier.",
    ),
    (
        r"Invalid value for (.*?): '(.*)' is not a valid float(?: range)?\.",
        "valeur refusée pour {} : « {} » n’est pas un nombre.",
    ),
    (
        r"Invalid value for (.*?): (.*) is not in the range (.*)\.",
        "valeur refusée pour {} : {} n’est pas dans l’intervalle {}.",
    ),
    (r"Invalid value for (.*?): (.*)", "valeur refusée pour {} : {}"),
)


_WORDS: Final = f"{__name__}.words"
"""Where the context of a command keeps the words that follow it."""

_PLACES: Final = {
    "ARGS": "ARGUMENTS",
    "COMMAND": "COMMANDE",
    "ADDRESS": "ADRESSE",
    "DIR": "DOSSIER",
    "MIB": "MIO",
    "SECONDS": "SECONDES",
    "FILE": "FICHIER",
    "FILES": "FICHIERS",
    "KEY": "CLÉ",
    "NAME": "NOM",
    "PATH": "CHEMIN",
    "QUERY": "REQUÊTE",
    "WHAT": "QUOI",
}
"""What stands for a value in help, in French; a word that is not here is the same in both."""

_PLACE: Final = re.compile(rf"\b(?:{'|'.join(_PLACES)})\b")


def bound(text: str, language: Language) -> str:
    """Return words of help that no line break parts from the signs of French typography."""
    return text if language == "en" else re.sub(r"(?<=«) | (?=[»:;?!…])", "\u00a0", text)


def places(text: str, language: Language) -> str:
    """Return a piece of usage with the words that stand for values in the language."""
    return text if language == "en" else _PLACE.sub(lambda found: _PLACES[found[0]], text)


def in_french(message: str) -> str:
    """Return Typer's English usage message in French, or as it is where we do not know it."""
    for pattern, french in _FRENCH:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            named = places(found[1], "fr") if pattern.startswith("Missing argument") else None
            return french.format(*([named] if named else found.groups()))
    return message


def _records(
    parameters: Iterable[Any], ctx: Context, language: Language, kind: str
) -> list[tuple[str, str]]:
    return [
        (places(_signature(parameter, ctx), language), _explanation(parameter, language))
        for parameter in parameters
        if parameter.param_type_name == kind and not getattr(parameter, "hidden", False)
    ]


def _signature(parameter: Any, ctx: Context) -> str:  # noqa: ANN401 - Typer's type is private
    if parameter.param_type_name == "argument":
        return str(parameter.make_metavar(ctx=ctx))
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag else f"{names} {parameter.make_metavar(ctx=ctx)}"


def _explanation(parameter: Any, language: Language) -> str:  # noqa: ANN401
    notes = [REQUIRED[language]] if parameter.required else []
    if parameter.default not in (None, False, (), "") and not callable(parameter.default):
        value = getattr(parameter.default, "value", parameter.default)
        notes.append(DEFAULTS[language].format(value=value))
    suffix = f"  [{'; '.join(notes)}]" if notes else ""
    return bound(f"{parameter.help or ''}{suffix}", language)


def write_help(command: Any, ctx: Any, formatter: Any, language: Language) -> None:  # noqa: ANN401
    """Write the help of a command or of the whole tree in one language."""
    # Typer puts what is required in braces, which elsewhere mean a choice.
    pieces = re.sub(r"[{}]", "", " ".join(command.collect_usage_pieces(ctx)))
    formatter.write_usage(ctx.command_path, places(pieces, language), USAGE[language])
    command.format_help_text(ctx, formatter)
    parameters = [p for p in command.get_params(ctx) if "--help" not in p.opts]
    asking = (", ".join(HELP_NAMES), THIS_HELP[language])
    options = [*_records(parameters, ctx, language, "option"), asking]
    sections = (
        (ARGUMENTS, _records(parameters, ctx, language, "argument")),
        (OPTIONS, options),
        (COMMANDS, _commands(command)),
    )
    for title, records in sections:
        if records:
            with formatter.section(title[language]):
                formatter.write_dl(records)


def _commands(command: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    inner = getattr(command, "commands", {})
    return [(name, each.short_help or each.help) for name, each in inner.items()]


def classes(
    language: Language,
) -> tuple[type[typer.core.TyperGroup], type[typer.core.TyperCommand]]:
    """Return the classes of the command tree and of a command, whose help is in ``language``.

    An unknown command is answered with the nearest ones (``UnknownName``).
    """

    class Group(typer.core.TyperGroup):
        def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
            write_help(self, ctx, formatter, language)

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
            if args[0] not in self.commands and not args[0].startswith("-"):
                raise _unknown_command(args[0], list(self.commands))
            return super().resolve_command(ctx, args)

    class Command(typer.core.TyperCommand):
        explain: Callable[[Sequence[str], Language], str | None] | None = None

        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
            ctx.meta[_WORDS] = tuple(args)
            return super().parse_args(ctx, args)

        def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
            told = self.explain(ctx.meta.get(_WORDS, ()), language) if self.explain else None
            if told is None:
                write_help(self, ctx, formatter, language)
            else:
                formatter.write(told)

    return Group, Command


def _unknown_command(name: str, known: list[str]) -> UnknownName:
    near = ", ".join(alike(name, known, 0.5, 2) or known)
    return UnknownName(
        Text(f"la commande « {name} » n’existe pas.", f"there is no command '{name}'."),
        Text(f"Essayez : {near}.", f"Try: {near}."),
    )
