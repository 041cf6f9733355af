"""Write the registers and inventories of bodies that do not exist, like those of one that does.

    python benchmarks/synthetic.py FOLDER [--bodies N] [--seed S] [--faults F]

Each body draws its entries at random from those that the MIFI has published, whole, so that
recipients, kinds of information, citations and lengths of text are spread as they really are.
Known faults can be planted.  The same arguments write the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GREFFE, PREFIXES
from greffe.resources import data_dir
from greffe.store.statements import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

BASE: Final = "https://w3id.org/greffe/id/mifi"
BODY: Final = "<https://w3id.org/greffe/org/mifi>"
SPREAD: Final = 7
"""How many entries more or fewer than its model a document may have."""

_XSD: Final = PREFIXES["xsd"]
_CONCEPT: Final = "https://w3id.org/greffe/concept"
_ENTRY: Final = re.compile(rf"<{BASE}/(?:communication|file)/(\d+)(?=[/>])")
_AGREEMENT: Final = f"<{BASE}/agreement/"
_NAME: Final = re.compile(r"<([^<>\"\s]*[/#])([A-Za-z]\w*)>")
_PREFIX_OF: Final = {iri: prefix for prefix, iri in PREFIXES.items()}

Line = tuple[str, str, str]
"""One statement: subject, predicate and object as N-Triples writes them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to go wrong: of an entry, or its part ``of``, one value of ``name`` is replaced.

    Without ``instead`` there is none any more.  ``rule`` is the code of a rule that finds it.
    """

    rule: str
    name: str
    instead: str | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in the register of a body: in which entry, and the rule that finds it."""

    body: str
    number: str
    rule: str


@dataclass(slots=True)
class Document:
    """A file of the model: what it says of each entry, by number, and of other things."""

    entries: dict[int, list[Line]] = field(default_factory=lambda: defaultdict(list))
    rest: list[Line] = field(default_factory=list)


FAULTS: Final = (
    Fault("S-COM-15", "outsideQuebec", f'"peut-être"^^<{_XSD}boolean>'),
    Fault("S-COM-20", "since", f'"2012-02-30"^^<{_XSD}date>'),
    Fault("S-ENT-03", "position", f'"dix"^^<{_XSD}integer>'),
    Fault("S-COM-14", "outsideQuebecText", '"Non"'),
    Fault("S-COM-05", "dataType", f"<{_CONCEPT}/data-category/immigration>"),
    Fault("S-COM-03", "recipient", "<https://w3id.org/greffe/org/nobody>"),
    Fault("S-COM-13", "agreement", "_:nameless"),
    Fault("S-CIT-06", "citationStatus", None, of="/citation/1"),
    Fault("S-SPA-05", "lines", '"l. 12"', of="/span/recipientText"),
)


def generate(folder: Path, bodies: int, seed: int = 1, faults: int = 0) -> tuple[Planted, ...]:
    """Write a workspace of so many bodies, with so many faults in all, and return the faults."""
    planted: list[Planted] = []
    for index in range(bodies):
        key = f"synthetique-{index + 1:04}"
        chance = random.Random(f"{seed}/{key}")  # noqa: S311 - it keeps no secret
        share = faults // bodies + (index < faults % bodies)
        planted += write_body(folder / key, key, chance, share)
    return tuple(planted)


def write_body(folder: Path, key: str, chance: random.Random, faults: int) -> list[Planted]:
    """Write the three files of one body, and return the faults that its register has."""
    folder.mkdir(parents=True)
    register, inventory, body = map(model, ("register", "inventory", "body"))
    drawn = draw(register, chance)
    entries = [renumbered(register.entries[old], new) for new, old in enumerate(drawn, start=1)]
    planted = [Planted(key, *found) for found in plant(entries, chance, faults)]
    named = {value for entry in entries for _, _, value in entry}
    write(folder / "register.ttl", (*chain(entries), *fitting(register.rest, drawn, named)), key)
    drawn = draw(inventory, chance)
    files = [renumbered(inventory.entries[old], new) for new, old in enumerate(drawn, start=1)]
    write(folder / "inventory.ttl", (*chain(files), *fitting(inventory.rest, drawn, named)), key)
    write(folder / "body.ttl", fitting(body.rest, (), named), key)
    return planted


@cache
def model(name: str) -> Document:
    """Return a file of the body that all others are like."""
    document = Document()
    text = (data_dir() / "mifi" / f"{name}.ttl").read_bytes()
    for line in Reader().turtle(text, name).ntriples.decode().splitlines():
        subject, predicate, value = line.removesuffix(" .").split(" ", 2)
        entry = _ENTRY.match(subject)
        about = document.entries[int(entry[1])] if entry else document.rest
        about.append((subject, predicate, value))
    return document


def draw(document: Document, chance: random.Random) -> list[int]:
    """Return the numbers of the entries that a new document takes from its model."""
    count = len(document.entries) + chance.randint(-SPREAD, SPREAD)
    return chance.choices(sorted(document.entries), k=count)


def renumbered(entry: Iterable[Line], number: int) -> list[Line]:
    """Return an entry under another number."""
    return [tuple(_at(term, number) for term in _counted(line, number)) for line in entry]  # type: ignore[misc]


def _counted(line: Line, number: int) -> Line:
    subject, predicate, value = line
    if subject.count("/") == BASE.count("/") + 2:
        if predicate == f"<{GREFFE}position>":
            return subject, predicate, f'"{number}"^^<{_XSD}integer>'
        if predicate == f"<{PREFIXES['dcterms']}identifier>":
            return subject, predicate, f'{value[:2]}{number}"'
    return line


def _at(term: str, number: int) -> str:
    found = _ENTRY.match(term)
    return term[: found.start(1)] + str(number) + term[found.end(1) :] if found else term


def fitting(rest: Iterable[Line], drawn: Sequence[int], named: Collection[str]) -> Iterator[Line]:
    """Yield what is said beside the entries, as far as it is about those that were drawn."""
    for subject, predicate, value in rest:
        if subject.startswith(_AGREEMENT) and subject not in named:
            continue
        entry = _ENTRY.match(value)
        if not entry:
            yield subject, predicate, value
        for number, old in enumerate(drawn if entry else (), start=1):
            if entry and old == int(entry[1]):
                yield subject, predicate, _at(value, number)


def plant(
    entries: list[list[Line]], chance: random.Random, count: int
) -> Iterator[tuple[str, str]]:
    """Put faults into so many entries, one each; yield the entry's number and the rule."""
    spoiled: set[int] = set()
    for turn in range(count):
        fault = FAULTS[turn % len(FAULTS)]
        able = [i for i, entry in enumerate(entries) if i not in spoiled and _spot(entry, fault)]
        index = chance.choice(able)
        spoiled.add(index)
        line = _spot(entries[index], fault)
        place = entries[index].index(line[0])
        subject, predicate, _ = entries[index].pop(place)
        if fault.instead is not None:
            entries[index].insert(place, (subject, predicate, fault.instead))
        yield f"C{index + 1}", fault.rule


def _spot(entry: Iterable[Line], fault: Fault) -> list[Line]:
    """Return the statements of an entry that a fault could spoil."""
    end = re.compile(rf"/communication/\d+{re.escape(fault.of)}>$")
    return [s for s in entry if s[1] == f"<{GREFFE}{fault.name}>" and end.search(s[0])]


def chain(entries: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Yield the statements of all entries."""
    for entry in entries:
        yield from entry


def write(path: Path, lines: Iterable[Line], key: str) -> None:
    """Write statements as Turtle, one block a thing, in the name of a body."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in lines:
        said[subject].append(f"{_short(predicate)} {_short(value)}")
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    blocks = (
        f"\n{subject}\n    " + " ;\n    ".join(all_) + " ;\n.\n" for subject, all_ in said.items()
    )
    text = (prefixes + "".join(blocks)).replace(f"<{BASE}", f"<https://w3id.org/greffe/id/{key}")
    text = text.replace(f'"{BASE}"', f'"https://w3id.org/greffe/id/{key}"')
    path.write_text(text.replace(BODY, f"<https://w3id.org/greffe/org/{key}>"), encoding="utf-8")


@cache
def _short(term: str) -> str:
    """Return a name or the datatype of a literal with its prefix, if it has one."""
    start = term.rfind("<")
    found = _NAME.fullmatch(term, start) if start == 0 or term[:start].endswith('"^^') else None
    prefix = _PREFIX_OF.get(found[1]) if found else None
    return f"{term[:start]}{prefix}:{found[2]}" if found and prefix else term


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a workspace and print the faults planted in it."""
    parser = argparse.ArgumentParser(description="Write synthetic registers and inventories.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bodies", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0)
    options = parser.parse_args(arguments)
    for fault in generate(options.folder, options.bodies, options.seed, options.faults):
        print(fault.body, fault.number, fault.rule, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
