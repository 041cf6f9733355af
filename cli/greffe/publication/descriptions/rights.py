"""Under what terms data are offered, as LICENSE-DATA.md says it."""

from __future__ import annotations

from typing import Final

from greffe.language import Text

REGISTERS: Final = Text(
    "Les mots du document appartiennent à l’organisme qui le publie ; le document n’imprime aucune "
    "condition d’utilisation et Greffe n’accorde aucun droit sur lui. Les identifiants, la "
    "structure et les interprétations sont offerts sous la licence Creative Commons "
    "Attribution 4.0 International (attribution : « Greffe »).",
    "The words of the document belong to the body that publishes it; the document prints no terms "
    "of use and Greffe grants no rights over it. The identifiers, the structure and the "
    "interpretations are offered under Creative Commons Attribution 4.0 International "
    "(attribution: “Greffe”).",
)
OURS: Final = Text(
    "Creative Commons Attribution 4.0 International ; attribution : « Greffe ».",
    "Creative Commons Attribution 4.0 International; attribution: “Greffe”.",
)


def statement(license_: str | None) -> Text:
    """Return the rights statement of data under a licence, or of data that quote a document."""
    return REGISTERS if license_ is None else OURS
