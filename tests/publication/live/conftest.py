"""The page's own query engine under Node, and the bundled data in both engines."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.memory import in_memory

from greffe import publication
from greffe.namespaces import PREFIXES
from greffe.results import sparql_json
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greffe.store import Store
    from greffe.terms import Term

PUBLICATION: Final = Path(publication.__file__).parent
SCRIPTS: Final = PUBLICATION / "assets" / "live"
ENGINE: Final = PUBLICATION / "vendor" / "oxigraph"


@dataclass(frozen=True)
class Request:
    """One query and the values of its variables."""

    text: str
    values: Mapping[str, Term]


@dataclass(frozen=True)
class Node:
    """The page's engine, loaded with data, outside a browser."""

    data: Path

    def ask(self, requests: Sequence[Request]) -> list[dict[str, Any]]:
        """Return what the page would answer to each request, or the fault it would show."""
        told = {
            "scripts": str(SCRIPTS),
            "engine": str(ENGINE),
            "data": str(self.data),
            "prefixes": PREFIXES,
            "requests": [
                {"text": each.text, "values": {n: as_json(t) for n, t in each.values.items()}}
                for each in requests
            ],
        }
        script = Path(__file__).parent / "ask.mjs"
        done = subprocess.run(
            ["node", str(script)], input=json.dumps(told), capture_output=True, text=True, check=True
        )
        answers: list[dict[str, Any]] = json.loads(done.stdout)
        return answers


def as_json(term: Term) -> Any:  # noqa: ANN401 - JSON
    """Return a term as SPARQL JSON writes it."""
    from greffe.results.model import Table

    told = json.loads(sparql_json.dumps(Table(("term",), ((term,),))))
    return told["results"]["bindings"][0]["term"]


@pytest.fixture(scope="session")
def store() -> Store:
    """Return the embedded store with the bundled data."""
    return in_memory(Workspace.at().files())


@pytest.fixture(scope="session")
def node(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Node:
    """Return the page's engine with the same data."""
    data = tmp_path_factory.mktemp("data") / "data.trig"
    data.write_bytes(store.dump("trig"))
    return Node(data)
