"""A table read as it comes is the table; one that stops short is an error; memory stays small."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from http.client import IncompleteRead
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.peak import peak
from tests.remote.conftest import Said, scripted

from greffe.errors import EndpointError
from greffe.remote.streaming import stream
from greffe.results import STREAMED, Stream, Table, pieces, write
from greffe.results.grid import Wording
from greffe.results.sparql_json import dumps, loads
from greffe.terms import XSD_BOOLEAN, Blank, Iri, Literal, text

if TYPE_CHECKING:
    from greffe.terms import Term

WHERE: Final = "http://localhost/sparql"
WORDS: Final = st.text(st.characters(codec="utf-8"), max_size=30)
TERMS: Final = st.one_of(
    st.none(),
    st.builds(Iri, st.sampled_from(["urn:a", "https://w3id.org/greffe/é"])),
    st.builds(Blank, st.sampled_from(["b0", "b1"])),
    st.builds(Literal, WORDS),
    st.builds(text, WORDS, st.sampled_from(["fr", "en"])),
)
TABLES: Final = st.lists(st.tuples(TERMS, TERMS), max_size=12).map(
    lambda rows: Table(("a", "b"), tuple(rows))
)
SMALL: Final = Table(("a", "b"), ((Iri("urn:a"), None), (text("été }]", "fr"), Literal('"],'))))


class Drip(io.RawIOBase):
    """An answer that comes in pieces of a size of its own choosing."""

    def __init__(self, content: bytes, size: int, broken: Exception | None = None) -> None:
        """Give ``content`` so many bytes at a time, then end, or break."""
        super().__init__()
        self._left = content
        self._size = size
        self._broken = broken

    def read(self, _: int = -1) -> bytes:
        """Return the next piece, whatever was asked for."""
        piece, self._left = self._left[: self._size], self._left[self._size :]
        if not piece and self._broken is not None:
            raise self._broken
        return piece


def _streamed(content: bytes, size: int = 7, broken: Exception | None = None) -> Stream:
    response: Any = Drip(content, size, broken)
    return stream(WHERE, response, 60)


def _table(found: Stream) -> Table:
    return Table(found.variables, tuple(found.rows))


@given(TABLES, st.integers(1, 400))
def test_a_stream_is_the_table(table: Table, size: int) -> None:
    """However an answer is cut on its way, even within a letter, the rows are the same."""
    assert table == _table(_streamed(dumps(table).encode(), size))


@given(TABLES, st.sampled_from([None, 0, 4]), st.booleans())
def test_a_stream_is_read_however_it_is_laid_out(
    table: Table, indent: int | None, escaped: bool
) -> None:
    """White space, the order of the keys, what else is said: JSON is read, not lines."""
    document = json.loads(dumps(table))
    document["results"] = {"distinct": False, "ordered": True, **document["results"], "last": 1}
    document["head"]["link"] = ["http://localhost/[{"]
    content = json.dumps(document, indent=indent, ensure_ascii=escaped).encode()
    assert table == _table(_streamed(content, 50))


@given(TABLES, st.data())
def test_what_stops_short_is_an_error(table: Table, data: st.DataObject) -> None:
    """Wherever it is cut, an answer is not taken for a shorter one."""
    content = dumps(table).rstrip().encode()
    cut = data.draw(st.integers(0, len(content) - 1))
    with pytest.raises(EndpointError, match="not SPARQL"):
        _table(_streamed(content[:cut], 11))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<html>",
        "[]",
        '{"head": {}, "boolean": true}',
        '{"results": {"bindings": []}, "head": {"vars": ["a"]}}',
        '{"head": {"vars": ["a"]}, "results": {"bindings": [1]}}',
        '{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": 1}]}}',
        '{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "x", "value": ""}}]}}',
        '{"head": {"vars": ["a"]}, "results": {"bindings": []}} and more',
        '{"head": {"vars": 3}, "results": {"bindings": []}}',
    ],
)
def test_what_is_no_table_is_an_error(content: str) -> None:
    """Pages, verdicts, rows that are none, something after the end."""
    with pytest.raises(EndpointError):
        _table(_streamed(content.encode()))


@pytest.mark.parametrize("after", [0, 20, 60])
@pytest.mark.parametrize("broken", [IncompleteRead(b""), ConnectionResetError(104, "x")])
def test_a_connection_that_breaks_is_an_error(after: int, broken: Exception) -> None:
    """Before the first row or after it: told as what it is."""
    with pytest.raises(EndpointError, match=r"stops before its end|cannot be reached"):
        _table(_streamed(dumps(SMALL).encode()[:after], broken=broken))


def test_a_time_out_within_an_answer_is_an_error() -> None:
    """A server that falls silent in the middle."""
    with pytest.raises(EndpointError, match="no answer after 60 s"):
        _table(_streamed(dumps(SMALL).encode()[:80], broken=TimeoutError()))


def test_values_come_in_their_canonical_form() -> None:
    """``1`` for ``true``, as Virtuoso says it, is the same value."""
    content = dumps(Table(("a",), ((Literal("1", XSD_BOOLEAN),), (Literal("1"),))))
    expected = ((Literal("true", XSD_BOOLEAN),), (Literal("1"),))
    assert expected == _table(_streamed(content.encode())).rows


@pytest.mark.parametrize("name", STREAMED)
@given(table=TABLES)
def test_pieces_are_the_whole(table: Table, name: str) -> None:
    """A table written piece by piece is, byte for byte, the table written at once."""
    whole = write(table, name, Wording("fr", {}, {}))
    assert whole == "".join(pieces(Stream(table.variables, iter(table.rows)), name))


@given(TABLES)
def test_a_table_that_was_written_is_read_again(table: Table) -> None:
    """SPARQL JSON, there and back."""
    assert table == loads(dumps(table))


def test_variables_are_known_before_the_rows() -> None:
    """A table without rows has its variables."""
    found = _streamed(dumps(Table(("a", "b"), ())).encode())
    assert (("a", "b"), []) == (found.variables, list(found.rows))


def test_a_graph_is_answered_whole() -> None:
    """CONSTRUCT cannot be a stream of rows."""
    answer = Said(headers={"Content-Type": "text/turtle"}, body=b"<urn:a> <urn:b> <urn:c> .")
    with scripted(answer) as server:
        found = server.store().stream("CONSTRUCT WHERE { ?s ?p ?o }")
    assert 1 == len(found)  # type: ignore[arg-type]


_ENDLESS: Final = """
import http.server, sys
ROW = '{"a": {"type": "uri", "value": "https://w3id.org/greffe/id/%d"}, "b": {"type": "literal", '
ROW += '"xml:lang": "fr", "value": "Renseignements d’identité nº %d"}}'
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        rows, begin = int(self.path[1:]), '{"head": {"vars": ["a", "b"]}, "results": {"bindings": ['
        for start in range(0, rows, 1000):
            some = ",".join(ROW % (i, i) for i in range(start, min(start + 1000, rows)))
            self.wfile.write((begin + some).encode())
            begin = ","
        self.wfile.write(b"]}}")
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells it, others do not")
@pytest.mark.parametrize("format_", ["csv", "json"])
def test_a_long_answer_takes_no_more_memory_than_a_short_one(format_: str, tmp_path: Path) -> None:
    """Of a hundred thousand rows, each is there, and they never were in memory together."""
    output = tmp_path / f"rows.{format_}"
    with subprocess.Popen(
        [sys.executable, "-c", _ENDLESS], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        root = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        try:
            small = _memory(f"{root}/10", output)
            large = _memory(f"{root}/100000", output)
        finally:
            server.kill()
    last = "https://w3id.org/greffe/id/99999"
    assert last in output.read_text(encoding="utf-8")[-400:]
    assert large - small < 16_000


def _memory(address: str, output: Path) -> int:
    """Return how many kibibytes it took, at most, to ask for a table and write it."""
    query = "SELECT ?a ?b { ?a ?c ?b }"
    return peak("sparql", query, "--endpoint", address, "--output", str(output))


def test_a_cell_may_be_nothing() -> None:
    """Unbound cells stay empty in every form that is streamed."""
    rows: tuple[tuple[Term | None, ...], ...] = ((None, Literal("x")),)
    shown = {name: "".join(pieces(Stream(("a", "b"), iter(rows)), name)) for name in STREAMED}
    assert shown["csv"] == "a,b\r\n,x\r\n"
    assert shown["tsv"] == '?a\t?b\n\t"x"\n'
