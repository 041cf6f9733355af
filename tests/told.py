"""What a person reads of an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greffe.errors import GreffeError
    from greffe.language import Language


def told(error: GreffeError, language: Language) -> str:
    """Return the message of an error, then what to do, in one language."""
    said = [error.message, *([error.remedy] if error.remedy else [])]
    return " ".join(text[language] for text in said)
