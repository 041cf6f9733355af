"""What can be said of the reading of a citation, mostly against it, in French and English."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from greffe.language import Text

Status = Literal["resolved", "ambiguous", "doubtful", "stale"]

_GRAVITY: Final[tuple[Status, ...]] = ("doubtful", "stale", "ambiguous")

OTHER_CHAPTER: Final = Text(
    "Le chapitre imprimé, « {chapter} », n’est pas celui du texte nommé, « {title} ».",
    "The printed chapter, “{chapter}”, is not that of the instrument named, “{title}”.",
)
NEAR_TITLE: Final = Text(
    "Le titre imprimé, « {words} », n’est pas connu ; il est lu comme « {title} ».",
    "The printed title, “{words}”, is not known; it is read as “{title}”.",
)
NO_TITLE: Final = Text(
    "Aucun texte de ce nom n’est décrit : « {words} ».",
    "No instrument of this name is described: “{words}”.",
)
COLLECTION: Final = Text(
    "« {words} » abrège un recueil de lois, non une loi ; lu comme un renvoi à « {title} ».",
    "“{words}” abbreviates a collection of statutes, not an Act; read as referring to “{title}”.",
)
NOTHING_BEFORE: Final = Text(
    "« {words} » renvoie à un texte cité avant, et il n’y en a pas.",
    "“{words}” refers to an instrument cited before, and there is none.",
)
SAME_TITLE: Final = Text(
    "Plusieurs textes portent ce titre ; le chapitre manque pour les distinguer.",
    "Several instruments bear this title; the chapter that would tell them apart is missing.",
)
REPLACED: Final = Text(
    "Ce texte n’est plus en vigueur ; il est remplacé par « {title} » ({chapter}).",
    "This instrument is no longer in force; it is replaced by “{title}” ({chapter}).",
)
NOT_IN_FORCE: Final = Text(
    "Ce texte n’est plus en vigueur.", "This instrument is no longer in force."
)
PARTLY_IN_FORCE: Final = Text(
    "Ce texte n’est en vigueur qu’en partie : vérifiez qu’il s’applique encore. {note}",
    "This instrument is in force only in part: check that it still applies. {note}",
)
NO_PROVISION: Final = Text(
    "Greffe ne connaît pas « {path} » dans ce texte ; la citation renvoie à : {part}.",
    "Greffe knows no “{path}” in this instrument; the citation points to: {part}.",
)
PARTED: Final = Text(
    "Le mot « article » est répété : seul le dernier article est lu comme étant de l’annexe, "
    "mais les autres pourraient en être aussi.",
    "The word « article » is repeated: only the last article is read as being of the annex, "
    "but the others could be of it too.",
)
LEVEL_OMITTED: Final = Text(
    "Un niveau intermédiaire est omis ; « {path} » est lu comme : {part}.",
    "An intermediate level is left out; “{path}” is read as: {part}.",
)
GAPS: Final = Text(
    "De la suite d’articles, seuls les deux bouts sont lus : ce qui les sépare ne se compte pas.",
    "Of the range of articles only the two ends are read: what lies between cannot be counted.",
)


@dataclass(slots=True)
class Doubts:
    """What was noticed while reading one citation; ``resolved`` speaks against nothing."""

    _found: list[tuple[Status, Text]] = field(default_factory=list)

    def add(self, status: Status, template: Text, **values: str | Text) -> None:
        """Add a reason, in whose template values are put."""
        note = template.format(**values)
        if (status, note) not in self._found:
            self._found.append((status, note))

    def status(self) -> Status:
        """Return the gravest status of all, ``resolved`` where nothing speaks against it."""
        statuses = {status for status, _ in self._found}
        return next((status for status in _GRAVITY if status in statuses), "resolved")

    def note(self) -> Text | None:
        """Return all reasons as one note, None where there is none."""
        notes = [note for _, note in self._found]
        if not notes:
            return None
        return Text(" ".join(note.fr for note in notes), " ".join(note.en for note in notes))
