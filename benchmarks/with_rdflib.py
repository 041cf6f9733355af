"""What Greffe is measured against: parse the Turtle with rdflib, ask the same, print the rows."""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import Graph


def main(query: Path, sources: list[Path]) -> None:
    """Answer one query over Turtle files."""
    graph = Graph()
    for source in sources:
        graph.parse(source, format="turtle")
    for row in graph.query(query.read_text(encoding="utf-8")):
        print(row)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
