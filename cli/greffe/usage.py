"""Help and usage errors of the command line, in French and English.

Typer writes its own words in English only; the classes below write the headings, and ``in_french``
says again in French what Typer found wrong with the arguments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import typer.core

from greffe.errors import UnknownName
from greffe.language import DEFAULT, Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer import Context

USAGE: Final = Text("Utilisation : ", "Usage: ")
ARGUMENTS: Final = Text("Arguments ", "Arguments")
OPTIONS: Final = Text("Options ", "Options")
COMMANDS: Final = Text("Commandes ", "Commands")
REQUIRED: Final = Text("obligatoire", "required")
DEFAULTS: Final = Text("par défaut : {value}", "default: {value}")
THIS_HELP: Final = Text("Affiche cette aide.", "Show this help.")
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
    (r"Invalid value for (.*?): (.*)", "valeur refusée pour {} : {}"),
)


def in_french(message: str) -> str:
    """Return Typer's English usage message in French, or as it is where we do not know it."""
    for pattern, french in _FRENCH:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return french.format(*found.groups())
    return message


def _records(
    parameters: Iterable[Any], ctx: Context, language: Language, kind: str
) -> list[tuple[str, str]]:
    return [
        (_signature(parameter, ctx), _explanation(parameter, language))
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
    if parameter.default not in (None, False, ()) and not callable(parameter.default):
        value = getattr(parameter.default, "value", parameter.default)
        notes.append(DEFAULTS[language].format(value=value))
    suffix = f"  [{'; '.join(notes)}]" if notes else ""
    return f"{parameter.help or ''}{suffix}"


class _Bilingual:
    """Help whose headings and notes are in ``language`` (set on the class that ``speak`` makes)."""

    language: Language = DEFAULT

    def format_help(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401
        command: Any = self
        language = self.language
        formatter.write_usage(
            ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), USAGE[language]
        )
        command.format_help_text(ctx, formatter)
        parameters = [p for p in command.get_params(ctx) if "--help" not in p.opts]
        options = [*_records(parameters, ctx, language, "option"), ("--help", THIS_HELP[language])]
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


class BilingualCommand(_Bilingual, typer.core.TyperCommand):
    """A command whose help is in the chosen language."""


class BilingualGroup(_Bilingual, typer.core.TyperGroup):
    """The command tree; an unknown command is answered with the nearest ones."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Find the command that the first argument names, or raise ``UnknownName``."""
        name = args[0]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, self.commands, n=2, cutoff=0.5) or list(self.commands)
        raise UnknownName(
            Text(f"la commande « {name} » n’existe pas.", f"there is no command '{name}'."),
            Text(f"Essayez : {', '.join(near)}.", f"Try: {', '.join(near)}."),
        )


def speak(language: Language) -> None:
    """Set the language of all help that is written from now on in this process."""
    _Bilingual.language = language
