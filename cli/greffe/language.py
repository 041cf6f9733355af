"""French and English: the two languages in which everything shown to a person exists."""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT: Final[Language] = "fr"
VARIABLE: Final = "GREFFE_LANG"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages; ``text["fr"]`` gives the French."""

    fr: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """Return the message in one language."""
        return self.fr if language == "fr" else self.en

    def __add__(self, other: Text) -> Text:
        """Join two messages, each language with its own."""
        return Text(self.fr + other.fr, self.en + other.en)

    def as_json(self) -> dict[str, str]:
        """Return the message by language, as programs are given it."""
        return {"fr": self.fr, "en": self.en}

    def format(self, **values: object) -> Text:
        """Fill ``{name}`` places in both languages; a value that is in both is put in each."""
        french, english = (
            {name: each[to] if isinstance(each, Text) else each for name, each in values.items()}
            for to in LANGUAGES
        )
        return Text(self.fr.format(**french), self.en.format(**english))


def as_language(value: str | None) -> Language | None:
    """Return the language that a code or locale name (``fr_CA.UTF-8``) begins with, if ours."""
    prefix = (value or "").strip().lower().replace("_", "-").split("-")[0].split(".")[0]
    return prefix if prefix in LANGUAGES else None


def choose(option: str | None = None, environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language to speak: the option, else ``GREFFE_LANG``, else the locale, else French.

    The locale is that of the process environment (``LC_ALL``, ``LC_MESSAGES``, ``LANG``, in the
    order POSIX gives them); the ``C`` and ``POSIX`` locales name no language.
    """
    names = (option, environment.get(VARIABLE), _locale_name(environment))
    return next((found for found in map(as_language, names) if found), DEFAULT)


def _locale_name(environment: Mapping[str, str]) -> str | None:
    posix = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in posix if name), None) or locale.getlocale()[0]
