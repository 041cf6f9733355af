"""The command line: wires the commands together and turns every outcome into an exit code.

0 fine; 1 the data is at fault; 2 usage, unreadable input, broken shapes, nothing checked, or our
own error.  This is the only place that decides.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from greffe import __version__
from greffe.errors import GreffeError, LostIdentifiers
from greffe.language import LANGUAGES, Text, as_language, choose
from greffe.session import DATA_AT_FAULT, Session, silence
from greffe.usage import HELP_NAMES, TRY_HELP, bound, classes, in_french

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greffe.language import Language
    from greffe.session import Command

COMMANDS: Final = {
    "build": "build",
    "validate": "validate",
    "rules": "rules",
    "baseline": "baseline",
    "query": "query",
    "sparql": "sparql",
    "show": "show",
    "import": "import_",
    "export": "export",
    "new": "new",
    "site": "site",
    "serve": "serve",
    "push": "push",
}
"""The commands in the order of work, and the module of each in ``greffe.commands``."""

FAILURE: Final = 2
EVERYWHERE: Final = ("--lang", "--workspace")
"""The options of the program that may also stand after the command."""

INTERRUPTED: Final = 130

HELP: Final = Text(
    "Les registres publics de renseignements personnels comme graphe vérifié et interrogeable.",
    "Public registers of personal information as a checked graph that can be queried.",
)
PARAMETERS: Final = {
    "lang": Text("Langue de l’affichage.", "Language of everything shown."),
    "workspace": Text(
        "Dossier des données à lire au lieu de celles qui sont fournies.",
        "Folder of data to read instead of the bundled one.",
    ),
    "version": Text("Affiche la version.", "Show the version."),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line with ``arguments`` (the process's own by default) and exit."""
    code = run(sys.argv[1:] if arguments is None else list(arguments))
    gc.freeze()  # the process ends: collecting what it holds would only take time
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line and return the exit code; never lets a traceback out."""
    _prepare_streams()
    arguments = _led(arguments)
    language = choose(_language_option(arguments))
    session = Session(language)
    try:
        tree = command_tree(language, _wanted(arguments))
        outcome = tree.main(arguments, "greffe", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except LostIdentifiers as error:
        session.report(error)
        return DATA_AT_FAULT
    except GreffeError as error:
        session.report(error)
    except typer.TyperException as error:
        _report_usage(session, error)
    except typer.Abort:
        return INTERRUPTED
    except SystemExit:
        # Typer's answer to a reader that closed the pipe; its code 1 would mean faulty data.
        silence(sys.stdout)
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: a message, not a traceback
        _report_own_fault(session, error)
    return FAILURE


def load(names: Iterable[str] = COMMANDS) -> tuple[Command, ...]:
    """Import and return commands by name, all of them by default."""
    modules = (import_module(f"greffe.commands.{COMMANDS[name]}") for name in names)
    return tuple(module.COMMAND for module in modules)


def command_tree(language: Language, names: Iterable[str] = COMMANDS) -> Any:  # noqa: ANN401 - Typer's click types are private
    """Return the command tree with its help in one language; only ``names`` are made."""
    commands = load(names)
    group_class, command_class = classes(language)
    application = typer.Typer(
        cls=group_class,
        help=HELP[language],
        add_completion=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": list(HELP_NAMES)},
    )
    application.callback()(_start)
    for command in commands:
        application.command(
            command.name,
            cls=command_class,
            help=bound(command.help[language], language),
            context_settings=(
                {"allow_extra_args": True, "ignore_unknown_options": True}
                if command.open_ended
                else {}
            ),
        )(command.run)
    tree: Any = typer.main.get_command(application)
    _describe(tree, PARAMETERS, language)
    for command in commands:
        _describe(tree.commands[command.name], command.parameters, language)
        tree.commands[command.name].explain = command.explain
    return tree


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"greffe {__version__}")
        raise typer.Exit


def _start(
    ctx: typer.Context,
    lang: Annotated[str | None, typer.Option(metavar="fr|en")] = None,
    workspace: Annotated[Path | None, typer.Option(metavar="DIR")] = None,
    *,
    version: Annotated[  # noqa: ARG001 - its callback answers before anything else runs
        bool, typer.Option("--version", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    if lang is not None and as_language(lang) is None:
        allowed = ", ".join(LANGUAGES)
        raise typer.BadParameter(f"'{lang}' is not one of {allowed}.", param_hint="--lang")
    ctx.obj = Session(choose(lang), workspace)


def _describe(command: Any, texts: Any, language: Language) -> None:  # noqa: ANN401
    for parameter in command.params:
        if parameter.name in texts:
            parameter.help = texts[parameter.name][language]


def _wanted(arguments: list[str]) -> tuple[str, ...]:
    """Return the one command that is called, or all where help or an error will name them."""
    words = iter(arguments)
    for word in words:
        if word in EVERYWHERE:
            next(words, None)
        elif not word.startswith("-"):
            return (word,) if word in COMMANDS else tuple(COMMANDS)
    return tuple(COMMANDS)


def _led(arguments: list[str]) -> list[str]:
    """Return the arguments, the options of the program before the command wherever they stood."""
    leading: list[str] = []
    others: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            others += [word, *words]
        elif word in EVERYWHERE:
            value = next(words, None)
            if value is None:
                return [word]  # that its value is missing is said, whatever else is asked
            leading += [word, value]
        elif word.startswith(tuple(f"{option}=" for option in EVERYWHERE)):
            leading.append(word)
        else:
            others.append(word)
    return [*leading, *others]


def _language_option(arguments: list[str]) -> str | None:
    """Return the language that is asked for, the last where several are."""
    asked = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
    return asked


def _prepare_streams() -> None:
    """Make the outputs UTF-8 whatever the locale; a closed one leads nowhere.

    Bytes of file names that are not UTF-8 go out as they came in; messages show them escaped.
    """
    for name, errors in (("stdout", "surrogateescape"), ("stderr", "backslashreplace")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def _report_usage(session: Session, error: typer.TyperException) -> None:
    english = error.format_message()
    if type(error).__name__ == "NoArgsIsHelpError":
        session.stderr.write(f"{english}\n")
        return
    session.say(Text(f"Erreur : {in_french(english)}", f"Error: {english}"))
    context = getattr(error, "ctx", None)
    if context is not None:
        session.say(TRY_HELP.format(path=context.command_path))


def _report_own_fault(session: Session, error: Exception) -> None:
    if os.environ.get("GREFFE_DEBUG"):
        raise error
    detail = f"{type(error).__name__}: {error}"
    session.say(
        Text(
            f"Erreur : défaut de Greffe, pas de vos données ({detail}).\n"
            "  Relancez avec GREFFE_DEBUG=1 pour la trace, et signalez-la.",
            f"Error: a fault of Greffe, not of your data ({detail}).\n"
            "  Run again with GREFFE_DEBUG=1 for the traceback, and report it.",
        )
    )


if __name__ == "__main__":
    main()
