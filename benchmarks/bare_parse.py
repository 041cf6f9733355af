"""Parse Turtle files and do nothing with them: what any check takes at least.

    python benchmarks/bare_parse.py FOLDER

Prints how many statements there are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, parse


def main(folder: Path) -> int:
    """Return how many statements the Turtle files of a folder hold."""
    files = sorted(folder.rglob("*.ttl"))
    return sum(1 for file in files for _ in parse(path=file, format=RdfFormat.TURTLE))


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
