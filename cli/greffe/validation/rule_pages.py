"""The catalogue in writing: the list, one rule as text, and the pages of the documentation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.validation.catalogue import FAMILIES
from greffe.validation.provisions import provision
from greffe.validation.sheets import as_json, confidence_of, parts_of, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greffe.language import Language
    from greffe.validation.catalogue import Catalogue
    from greffe.validation.examples import Examples
    from greffe.validation.sheets import Part
    from greffe.validation.stating import Sheet, Topic

HEADINGS: Final = (
    Text("Code", "Code"),
    Text("Gravité", "Severity"),
    Text("Règle", "Rule"),
    Text("Disposition", "Provision"),
    Text("Confiance", "Confidence"),
)
TITLE: Final = Text("Les règles", "The rules")
INTRODUCTION: Final = Text(
    "Toutes les règles que `greffe validate` vérifie. `greffe rules CODE` montre la même fiche.",
    "All the rules that `greffe validate` checks. `greffe rules CODE` shows the same sheet.",
)
INDEX: Final = "README.md"
_BACK: Final = Text("Toutes les règles", "All the rules")
_STATED: Final = Text(
    "Ces règles sont énoncées dans `{file}`.", "These rules are stated in `{file}`."
)
_BESIDE: Final = Text(
    "Aucune forme SHACL ne peut dire ces règles : Greffe les vérifie à côté.",
    "No SHACL shape can say these rules: Greffe checks them beside the shapes.",
)
_MARGIN: Final = "  "


@dataclass(frozen=True)
class Writer:
    """Writes a catalogue in one language."""

    catalogue: Catalogue
    examples: Examples
    language: Language

    def listing(self) -> str:
        """Return all rules, one a line, by family and by what they are about."""
        return "\n".join(self._family(family) for family in FAMILIES if self._topics(family))

    def _family(self, family: str) -> str:
        topics = self._topics(family)
        rows = {s.code: self._row(s) for topic in topics for s in self.catalogue.of(topic)}
        widths = [max(map(len, column)) for column in zip(*rows.values(), strict=True)]
        lines = [FAMILIES[family][self.language].upper()]
        for topic in topics:
            lines += ["", f"{_MARGIN}{topic.title[self.language]}"]
            for sheet in self.catalogue.of(topic):
                cells = zip(rows[sheet.code], widths, strict=True)
                line = _MARGIN.join(cell.ljust(width) for cell, width in cells)
                lines.append(f"{_MARGIN * 2}{line}".rstrip())
        return "\n".join(lines) + "\n"

    def _topics(self, family: str) -> list[Topic]:
        return [topic for topic in self.catalogue.topics if topic.family == family]

    def sheet(self, sheet: Sheet) -> str:
        """Return one rule in full, as plain text."""
        lines = [f"{sheet.code}  {sheet.rule.name[self.language]}"]
        for part in parts_of(self.catalogue, self.examples, sheet):
            lines.extend(self._as_text(part))
        return "\n".join(lines) + "\n"

    def json(self, sheets: Sequence[Sheet]) -> str:
        """Return rules as a JSON list; both languages are in it."""
        content = [as_json(self.catalogue, self.examples, sheet) for sheet in sheets]
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def pages(self) -> dict[str, str]:
        """Return the pages of the documentation by path, the list of all rules first."""
        pages = {INDEX: self._index()}
        return pages | {str(path_of(topic)): self._page(topic) for topic in self.catalogue.topics}

    def markdown(self, sheet: Sheet) -> str:
        """Return one rule in full as Markdown; its code is the heading, and so the anchor."""
        parts = parts_of(self.catalogue, self.examples, sheet)
        name = f"**{sheet.rule.name[self.language]}**"
        told = (self._as_markdown(part) for part in parts)
        return "\n\n".join([f"## {sheet.code}", name, *told]) + "\n"

    def _as_text(self, part: Part) -> Iterator[str]:
        label = self._label(part)
        said = [line[self.language] for line in part.lines]
        if len(said) == 1 and not part.turtle:
            yield f"{_MARGIN}{label} {said[0]}"
            return
        yield f"{_MARGIN}{label}"
        for line in (inner for each in said for inner in each.split("\n")):
            yield f"{_MARGIN * 2}{line}".rstrip()

    def _as_markdown(self, part: Part) -> str:
        label, said = f"**{self._label(part)}**", [line[self.language] for line in part.lines]
        if part.turtle:
            return f"{label}\n\n```turtle\n{said[0]}\n```"
        if len(said) == 1:
            return f"{label} {_linked(said[0])}"
        return "\n".join([label, "", *(f"- {_linked(line)}" for line in said)])

    def _label(self, part: Part) -> str:
        return part.label[self.language] + (" :" if self.language == "fr" else ":")

    def _index(self) -> str:
        lines = [f"# {TITLE[self.language]}", "", INTRODUCTION[self.language]]
        for family, title in FAMILIES.items():
            topics = self._topics(family)
            lines += ["", f"## {title[self.language]}"] if topics else []
            for topic in topics:
                lines += ["", f"### [{topic.title[self.language]}]({path_of(topic)})", ""]
                lines += self._table(topic)
        return "\n".join(lines) + "\n"

    def _table(self, topic: Topic) -> Iterator[str]:
        yield "| " + " | ".join(heading[self.language] for heading in HEADINGS) + " |"
        yield "| --- " * len(HEADINGS) + "|"
        for sheet in self.catalogue.of(topic):
            code, *others = self._row(sheet)
            link = f"[{code}]({path_of(topic)}#{code.lower()})"
            yield f"| {' | '.join([link, *others])} |"

    def _page(self, topic: Topic) -> str:
        path = path_of(topic)
        back = "../" * (len(path.parts) - 1) + INDEX
        beside = self.catalogue.of(topic)[0].is_beside
        stated = _BESIDE if beside else _STATED.format(file=_file_of(topic))
        head = f"# {topic.title[self.language]}\n\n{stated[self.language]}"
        head += f" [{_BACK[self.language]}]({back})"
        sheets = (self.markdown(sheet) for sheet in self.catalogue.of(topic))
        return "\n".join([f"{head}\n", *sheets])

    def _row(self, sheet: Sheet) -> tuple[str, ...]:
        rule = sheet.rule
        rests = provision(rule.provision).label[self.language] if rule.provision else ""
        said = (severity_of(sheet), rule.name)
        words = (text[self.language] for text in said)
        return (rule.code, *words, rests, confidence_of(sheet)[self.language])


def path_of(topic: Topic) -> PurePosixPath:
    """Return where the page of a topic stands below the pages of the rules."""
    if topic.family == "vocabulary":
        return PurePosixPath(f"{topic.key}.md")
    return PurePosixPath(topic.family, f"{topic.key}.md")


def _file_of(topic: Topic) -> str:
    folder = PurePosixPath("shapes")
    folder = folder if topic.family == "vocabulary" else folder / topic.family
    return str(folder / f"{topic.key}.ttl")


def _linked(words: str) -> str:
    """Return words with their addresses as links, which Markdown does not make of bare ones."""
    return " ".join(
        f"<{word}>" if word.startswith(("http://", "https://")) else word
        for word in words.split(" ")
    )
