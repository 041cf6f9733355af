"""A push writes what changed, whole and verified; it goes on where it was, and harms nobody."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import SAMPLE
from tests.remote.conftest import Engine, Said, scripted
from tests.servers import apart, oxigraph

from greffe.errors import EndpointError, InputError, SyntaxFault
from greffe.remote import Access
from greffe.remote.pushing import PUSHED, Mark, is_union, marks, plan, push
from greffe.results import Table
from greffe.results.sparql_json import dumps
from greffe.store.parcels import public, whole
from greffe.terms import Literal
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.remote import GraphStore
    from greffe.remote.pushing import Plan
    from greffe.store.parcels import Origin

REGISTER: Final = "https://w3id.org/greffe/id/exemple/register"
FOREIGN: Final = "https://example.org/autre"
CONFIDENTIAL: Final = "ASK { <https://w3id.org/greffe/id/exemple/communication/1> ?p ?o }"
NTRIPLES: Final = b"<urn:a> <urn:b> <urn:c> .\n"


@pytest.fixture
def workspace(sample_dir: Path) -> Workspace:
    """Return the small workspace, in a place where it may change."""
    return Workspace.at(sample_dir)


class Failing:
    """A graph store that breaks down when one of its methods is called for the nth time."""

    def __init__(self, graphs: GraphStore, method: str, calls: int) -> None:
        """Stand before ``graphs``."""
        self._graphs = graphs
        self._method = method
        self._left = calls

    def __getattr__(self, name: str) -> object:
        """Count the calls of the one method; the others are those of the store."""
        if name == self._method:
            self._left -= 1
            if self._left <= 0:
                raise KeyboardInterrupt
        return getattr(self._graphs, name)


def _plan(engine: Engine, workspace: Workspace) -> Plan:
    return plan(whole(workspace), marks(engine.store))


def _names(work: Plan) -> list[str]:
    return [origin.name for origin, _ in work.changed]


def _file(workspace: Workspace, name: str) -> Path:
    return next(file.path for file in workspace.files() if file.name == name)


def _graphs_of(engine: Engine) -> set[str]:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    return {str(row[0])[1:-1] for row in engine.store.select(query).rows}


def test_the_first_push_writes_everything(empty: Engine, workspace: Workspace) -> None:
    """Every file becomes its graph; beside them stands only the record."""
    expected = {iri for _, iri in _plan(empty, workspace).changed}
    assert sorted(expected) == sorted(empty.fill(workspace))
    assert expected | {PUSHED} == _graphs_of(empty)


def test_a_second_push_writes_nothing(empty: Engine, workspace: Workspace) -> None:
    """Equal files have equal hashes, whatever their dates and wherever they are."""
    empty.fill(workspace)
    moved = Workspace.at(Path(shutil.copytree(workspace.data, workspace.data.parent / "moved")))
    assert [] == empty.fill(moved)


def test_only_the_file_that_changed_is_written(empty: Engine, workspace: Workspace) -> None:
    """One entry says something else: its register is written, and the store answers anew."""
    empty.fill(workspace)
    path = _file(workspace, "exemple/register.ttl")
    path.write_text(path.read_text().replace("Inscrire la", "Radier la"), encoding="utf-8")
    assert [REGISTER] == empty.fill(workspace)
    asked = 'ASK { ?e greffe:reasonText ?text FILTER(STRSTARTS(?text, "%s la")) }'
    assert [True, False] == [empty.store.query(asked % word) for word in ("Radier", "Inscrire")]


def test_statements_that_are_gone_are_gone(empty: Engine, workspace: Workspace) -> None:
    """A graph is replaced, not added to."""
    empty.fill(workspace)
    path = _file(workspace, "exemple/register.ttl")
    kept = path.read_text().replace("greffe:position 1", "greffe:position 7")
    path.write_text(kept, encoding="utf-8")
    empty.fill(workspace)
    assert empty.store.query("ASK { ?e a greffe:Communication ; greffe:position 1 }") is False


@pytest.mark.parametrize("method", ["put", "add"])
@pytest.mark.parametrize("calls", [1, 2, 5])
def test_a_push_that_is_interrupted_goes_on(
    empty: Engine, workspace: Workspace, method: str, calls: int
) -> None:
    """Between any two requests: what was recorded is there, and the rest is done next time."""
    every = sorted(iri for _, iri in _plan(empty, workspace).changed)
    failing: GraphStore = Failing(empty.graphs, method, calls)  # type: ignore[assignment]
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        done += (iri for iri, _ in push(_plan(empty, workspace), failing, empty.store))
    recorded = [mark.iri for mark in marks(empty.store)]
    assert set(recorded) <= _graphs_of(empty)
    rest = empty.fill(workspace)
    assert every == sorted([*recorded, *rest])
    assert () == _plan(empty, workspace).changed


def test_another_store_is_told_even_where_it_has_the_same(
    empty: Engine, workspace: Workspace
) -> None:
    """What another store took is not said to be here, though an old push left as much here."""
    empty.fill(workspace)
    path = _file(workspace, "exemple/register.ttl")
    path.write_text(path.read_text().replace("Inscrire la", "Inscrira la"), encoding="utf-8")
    with oxigraph(writable=True) as other:
        graphs = Engine(other, Access()).graphs
        with pytest.raises(EndpointError, match="not there as it was sent") as caught:
            list(push(_plan(empty, workspace), graphs, empty.store))
    assert f"<{PUSHED}>" in caught.value.message.fr
    assert ["exemple/register.ttl"] == _names(_plan(empty, workspace))


def test_a_graph_has_no_mark_while_it_is_written(empty: Engine, workspace: Workspace) -> None:
    """Interrupted after the graph and before its mark, the graph is written again."""
    empty.fill(workspace)
    path = _file(workspace, "exemple/register.ttl")
    content = path.read_bytes()
    path.write_bytes(content + b"# changed\n")
    failing: GraphStore = Failing(empty.graphs, "add", 1)  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        list(push(_plan(empty, workspace), failing, empty.store))
    path.write_bytes(content)
    assert ["exemple/register.ttl"] == _names(_plan(empty, workspace))


def test_what_is_withdrawn_stays_until_it_is_pruned(empty: Engine, workspace: Workspace) -> None:
    """A file that is gone leaves its graph, which a later push still knows and may remove."""
    empty.fill(workspace)
    _file(workspace, "exemple/register.ttl").unlink()
    for _ in range(2):
        assert [] == empty.fill(workspace)
        assert REGISTER in _graphs_of(empty)
    work = _plan(empty, workspace)
    assert [(REGISTER, 0)] == list(push(work, empty.graphs, empty.store, prune=True))
    assert REGISTER not in _graphs_of(empty)
    assert () == _plan(empty, workspace).withdrawn


def test_a_file_that_is_renamed_keeps_its_graph(empty: Engine, workspace: Workspace) -> None:
    """The graph is named by its header, not by the file: it is written, and not withdrawn."""
    empty.fill(workspace)
    path = _file(workspace, "exemple/register.ttl")
    path.rename(path.with_name("autre.ttl"))
    work = _plan(empty, workspace)
    assert (["exemple/autre.ttl"], ()) == (_names(work), work.withdrawn)
    list(push(work, empty.graphs, empty.store, prune=True))
    assert ((), ()) == (_plan(empty, workspace).changed, _plan(empty, workspace).withdrawn)


def test_what_is_not_ours_is_left_alone(empty: Engine, workspace: Workspace) -> None:
    """A graph that someone else put there survives every push, pruning too."""
    empty.graphs.put(FOREIGN, NTRIPLES)
    empty.fill(workspace)
    shutil.rmtree(workspace.data / "exemple")
    (workspace.data / "autre").mkdir()
    list(push(_plan(empty, workspace), empty.graphs, empty.store, prune=True))
    assert FOREIGN in _graphs_of(empty)
    assert REGISTER not in _graphs_of(empty)


def test_another_store_is_noticed(empty: Engine, workspace: Workspace) -> None:
    """Graphs put in one place and asked for in another: an error at the first, and no mark."""
    with oxigraph(writable=True) as other:
        elsewhere = replace(empty, server=replace(empty.server, endpoint=other.endpoint))
        with pytest.raises(EndpointError, match="is not there as it was sent") as caught:
            elsewhere.fill(workspace)
    assert () == marks(empty.store)
    assert caught.value.remedy is not None
    assert "--graph-store" in caught.value.remedy.fr


class Lossy:
    """A graph store that keeps nothing of a text but plain letters."""

    def __init__(self, graphs: GraphStore) -> None:
        """Stand before ``graphs``."""
        self._graphs = graphs

    def __getattr__(self, name: str) -> object:
        """Answer as the store does."""
        return getattr(self._graphs, name)

    def put(self, iri: str, ntriples: bytes) -> None:
        """Lose the accents on the way."""
        self._graphs.put(iri, ntriples.decode().encode("ascii", "ignore"))


def test_letters_that_are_lost_are_noticed(empty: Engine, workspace: Workspace) -> None:
    """The number of statements is not enough: a store that drops accents has as many."""
    lossy: GraphStore = Lossy(empty.graphs)  # type: ignore[assignment]
    with pytest.raises(EndpointError, match="is not there as it was sent"):
        list(push(_plan(empty, workspace), lossy, empty.store))


def test_a_faulty_file_stops_everything_before_it_begins(
    empty: Engine, workspace: Workspace
) -> None:
    """No graph is sent while one of them cannot be."""
    _file(workspace, "exemple/register.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8")
    with pytest.raises(SyntaxFault):
        empty.fill(workspace)
    assert set() == _graphs_of(empty)


def test_two_files_cannot_be_one_graph(empty: Engine, workspace: Workspace) -> None:
    """As where the store is compiled: both files are named, and nothing is sent."""
    path = _file(workspace, "exemple/register.ttl")
    shutil.copy(path, path.with_name("twice.ttl"))
    with pytest.raises(InputError, match=r"twice\.ttl"):
        empty.fill(workspace)
    assert set() == _graphs_of(empty)


def test_two_marks_of_one_graph_are_none(empty: Engine, workspace: Workspace) -> None:
    """Where two pushes met, nobody knows whose graph it is: it is written again."""
    empty.fill(workspace)
    (mark,) = [mark for mark in marks(empty.store) if mark.iri == REGISTER]
    second = (
        f'<{PUSHED}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "{"0" * 64} {REGISTER} '
    )
    empty.graphs.add(PUSHED, f'{second}exemple/register.ttl" .\n'.encode())
    assert mark not in marks(empty.store)
    assert [REGISTER] == empty.fill(workspace)


def test_a_record_that_says_something_else_is_no_record(empty: Engine) -> None:
    """What does not read as a mark is not one."""
    value = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#value>"
    said = f'<{PUSHED}> {value} "two words", "", <urn:a> .\n'
    empty.graphs.put(PUSHED, NTRIPLES + said.encode())
    assert () == marks(empty.store)


def test_a_mark_is_read_as_it_was_written() -> None:
    """Hash, IRI, then the file's name, which may hold spaces."""
    mark = Mark("urn:g", "0" * 64, "un organisme/register.ttl")
    assert f"{'0' * 64} urn:g un organisme/register.ttl" == str(mark)


def test_no_question_meets_the_record(engine: Engine) -> None:
    """The record speaks of itself only: no thing of ours is its subject or object."""
    met = f"ASK {{ GRAPH <{PUSHED}> {{ ?s ?p ?o FILTER(ISIRI(?o) || ?s != <{PUSHED}>) }} }}"
    assert engine.store.query(met) is False


def test_a_store_without_union_is_noticed() -> None:
    """Where queries see no named graph, the questions would find nothing, and quickly."""
    with apart() as server:
        engine = Engine(server, Access())
        engine.fill(Workspace.at(SAMPLE))
        assert is_union(engine.store, REGISTER) is False


def test_a_union_is_noticed(engine: Engine) -> None:
    """Both engines answer from all named graphs at once."""
    assert is_union(engine.store, "https://w3id.org/greffe/id/mifi/register") is True


@pytest.fixture
def private(workspace: Workspace) -> Workspace:
    """Return the small workspace with an entry that nobody but the body should see."""
    path = _file(workspace, "exemple/register.ttl")
    secret = path.read_text() + (
        "\n<https://w3id.org/greffe/id/exemple/communication/1> "
        "<https://w3id.org/greffe/ontology#confidential> true .\n"
    )
    path.write_text(secret, encoding="utf-8")
    return workspace


def _push(engine: Engine, origins: Iterable[Origin], *, prune: bool = False) -> list[str]:
    work = plan(origins, marks(engine.store))
    return [iri for iri, _ in push(work, engine.graphs, engine.store, prune=prune)]


def test_the_public_view_has_nothing_confidential(empty: Engine, private: Workspace) -> None:
    """What is marked so is not sent; the rest is, graph by graph."""
    written = _push(empty, public(private))
    assert REGISTER in written
    assert empty.store.query(CONFIDENTIAL) is False
    assert empty.store.query("ASK { ?e a greffe:Communication ; greffe:position 2 }") is True


def test_the_public_view_is_pushed_once(empty: Engine, private: Workspace) -> None:
    """Equal views have equal hashes."""
    assert len(_push(empty, public(private))) > 5
    assert [] == _push(empty, public(private))


def test_the_public_view_takes_the_place_of_the_whole(empty: Engine, private: Workspace) -> None:
    """Pushed whole by mistake, then as it should be: what is confidential is gone, and back."""
    _push(empty, whole(private))
    assert empty.store.query(CONFIDENTIAL) is True
    assert REGISTER in _push(empty, public(private))
    assert empty.store.query(CONFIDENTIAL) is False
    assert REGISTER in _push(empty, whole(private))
    assert empty.store.query(CONFIDENTIAL) is True


def _rows(name: str, *values: str) -> Said:
    table = Table((name,), tuple((Literal(value),) for value in values))
    return Said(body=dumps(table).encode())


def test_a_record_that_is_cut_is_an_error() -> None:
    """A server that counts three marks and tells one: what was pushed is not known."""
    answers = (_rows("mark", "0 urn:a a.ttl"), _rows("mark"), _rows("n", "3"))
    with scripted(*answers) as server, pytest.raises(EndpointError, match="cannot be read whole"):
        marks(server.store())


def test_a_record_that_never_ends_is_an_error() -> None:
    """A server that gives the same page again and again is left."""
    with (
        scripted(_rows("mark", "0 urn:a a.ttl")) as server,
        pytest.raises(EndpointError, match="cannot be read whole"),
    ):
        marks(server.store())
    assert 2 == len(server.seen)
