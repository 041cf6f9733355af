"""Bringing a store elsewhere up to date from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.servers import NO_VIRTUOSO, SECRET, VIRTUOSO, apart, oxigraph, virtuoso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Outcome
    from tests.servers import Server

    Greffe = Callable[..., Outcome]

REGISTER: Final = "https://w3id.org/greffe/id/exemple/register"
GRAPHS: Final = 7
COUNT: Final = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def server() -> Iterator[Server]:
    """Run an Oxigraph server that holds nothing."""
    with oxigraph(writable=True) as running:
        yield running


@pytest.fixture
def push(greffe: Greffe, sample_dir: Path, server: Server) -> Greffe:
    """Give the command on the small workspace and the server."""
    where = ("--endpoint", server.endpoint, "--graph-store", server.graphs)

    def call(*arguments: object, lang: str = "fr") -> Outcome:
        return greffe("--lang", lang, "--workspace", sample_dir, "push", *where, *arguments)

    return call


def test_each_graph_is_told_when_it_is_there(push: Greffe) -> None:
    """One line a graph: what was done, which, and how many statements it has; then the count."""
    outcome = push()
    lines = [line.split("\t") for line in outcome.out.splitlines()]
    assert (0, GRAPHS) == (outcome.code, len(lines))
    assert {"écrit"} == {line[0] for line in lines}
    assert REGISTER in [line[1] for line in lines]
    assert all(int(line[2]) > 0 for line in lines)
    assert f"Graphes écrits : {GRAPHS} ; inchangés : 0 ; enlevés : 0.\n" == outcome.err


def test_a_second_push_has_nothing_to_say(push: Greffe) -> None:
    """Nothing on standard output; the count says why."""
    push()
    outcome = push(lang="en")
    told = f"Graphs written: 0; unchanged: {GRAPHS}; removed: 0.\n"
    assert (0, "", told) == (outcome.code, outcome.out, outcome.err)


def test_a_dry_run_sends_nothing(push: Greffe, greffe: Greffe, server: Server) -> None:
    """It tells what a push would do, and the store stays as it was."""
    outcome = push("--dry-run")
    assert 0 == outcome.code
    assert GRAPHS == len(outcome.out.splitlines())
    assert f"à écrire\t{REGISTER}" in outcome.out.splitlines()
    assert outcome.err.endswith("Rien n’a été envoyé.\n")
    counted = greffe("sparql", COUNT, "--endpoint", server.endpoint, "--format", "csv")
    assert "n\r\n0\r\n" == counted.out.replace("\n", "\r\n").replace("\r\r", "\r")


def test_only_what_changed_is_told(push: Greffe, sample_dir: Path) -> None:
    """One register changes: one line."""
    push()
    path = sample_dir / "exemple" / "register.ttl"
    path.write_text(path.read_text() + "# lu\n", encoding="utf-8")
    assert [f"à écrire\t{REGISTER}"] == push("--dry-run").out.splitlines()
    (line,) = push().out.splitlines()
    assert line.startswith(f"écrit\t{REGISTER}\t")


def test_what_is_gone_is_told_and_removed_on_demand(push: Greffe, sample_dir: Path) -> None:
    """A register that is no longer there: said each time, removed with ``--prune``."""
    push()
    (sample_dir / "exemple" / "register.ttl").unlink()
    assert "ne sont plus dans les données : 1 ; --prune les enlève" in push().err
    assert f"à enlever\t{REGISTER}\n" == push("--dry-run", "--prune").out
    outcome = push("--prune")
    assert f"enlevé\t{REGISTER}\t0\n" == outcome.out
    assert "écrits : 0 ; inchangés : 6 ; enlevés : 1." in outcome.err
    assert "--prune" not in push().err


def test_what_was_pushed_is_asked(push: Greffe, greffe: Greffe, server: Server) -> None:
    """A question asked of the store elsewhere has the answer of the data here."""
    push()
    asked = ("sparql", "SELECT ?n { ?e greffe:position 1 ; dcterms:identifier ?n } ORDER BY ?n")
    outcome = greffe(*asked, "--endpoint", server.endpoint, "--format", "csv")
    assert (0, ["n", "C1", "F1"]) == (outcome.code, outcome.out.split())


def test_a_store_that_questions_cannot_see_is_told(greffe: Greffe, sample_dir: Path) -> None:
    """Everything is there, and queries that name no graph find nothing: a warning, not a fault."""
    with apart() as running:
        where = ("--endpoint", running.endpoint, "--graph-store", running.graphs)
        outcome = greffe("--workspace", sample_dir, "push", *where)
    assert 0 == outcome.code
    assert "n’est pas l’union des graphes nommés" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--endpoint URL"),
        (("--endpoint", "nowhere"), "« nowhere »"),
        (("--endpoint", "http://localhost/", "--graph-store", "nowhere"), "« nowhere »"),
        (("--endpoint", "http://a:secret@localhost/"), "GREFFE_ENDPOINT_PASSWORD"),
        (("--endpoint", "http://localhost/", "more"), "more"),
    ],
)
def test_what_is_asked_wrongly_is_told(
    arguments: tuple[str, ...], told: str, greffe: Greffe
) -> None:
    """Exit code 2, a message that names it, nothing on standard output."""
    outcome = greffe("push", *arguments)
    assert (2, "") == (outcome.code, outcome.out)
    assert told in outcome.err
    assert "secret" not in outcome.err


def test_the_address_for_graphs_may_be_missing(
    push: Greffe, greffe: Greffe, server: Server
) -> None:
    """Where queries are taken and graphs are not, the option that says where is named."""
    del push
    outcome = greffe("push", "--endpoint", server.endpoint)
    assert 2 == outcome.code
    assert "--graph-store" in outcome.err


def test_half_an_access_is_told(push: Greffe, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without a password is a mistake in the environment."""
    monkeypatch.setenv("GREFFE_ENDPOINT_USER", "a")
    outcome = push()
    assert 2 == outcome.code
    assert "GREFFE_ENDPOINT_PASSWORD" in outcome.err


def test_a_fault_in_the_data_stops_the_push(push: Greffe, sample_dir: Path) -> None:
    """The file and the line are told, and nothing was sent."""
    path = sample_dir / "exemple" / "register.ttl"
    path.write_text(path.read_text() + "<urn:a> <urn:b> .\n", encoding="utf-8")
    outcome = push()
    assert (2, "") == (outcome.code, outcome.out)
    assert "register.ttl:" in outcome.err


@pytest.mark.skipif(VIRTUOSO is None, reason=NO_VIRTUOSO)
def test_virtuoso_wants_a_name_and_a_password(
    greffe: Greffe, sample_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them nothing is written; from the environment they open, and appear nowhere."""
    folder = tmp_path / "virtuoso"
    folder.mkdir()
    with virtuoso(folder) as running:
        where = ("--endpoint", running.endpoint, "--graph-store", running.graphs)
        words = ("--workspace", sample_dir, "push", *where)
        refused = greffe(*words)
        assert (2, "") == (refused.code, refused.out)
        assert "HTTP 401" in refused.err
        monkeypatch.setenv("GREFFE_ENDPOINT_USER", "dba")
        monkeypatch.setenv("GREFFE_ENDPOINT_PASSWORD", SECRET)
        assert GRAPHS == len(greffe(*words).out.splitlines())
        again = greffe(*words)
        assert (0, "") == (again.code, again.out)


def test_the_public_view_names_nobody(greffe: Greffe, server: Server, sample_dir: Path) -> None:
    """With ``--public`` a natural person has no name in the store, and the dry run sends none."""
    path = sample_dir / "organizations.ttl"
    person = (
        "\n<https://w3id.org/greffe/org/quelqu-un> a <http://xmlns.com/foaf/0.1/Person> ; "
        '<http://xmlns.com/foaf/0.1/name> "Irène Quelqu’un" .\n'
    )
    path.write_text(path.read_text() + person, encoding="utf-8")
    where = ("--endpoint", server.endpoint, "--graph-store", server.graphs)
    words = ("--workspace", sample_dir, "push", *where)
    named = ("sparql", 'ASK { ?s ?p ?o FILTER(CONTAINS(STR(?o), "Irène")) }')
    asked = (*named, "--endpoint", server.endpoint, "--format", "json")
    found = []
    for options in (("--public", "--dry-run"), ("--public",), ()):
        assert 0 == greffe(*words, *options).code
        found.append('"boolean": true' in greffe(*asked).out)
    assert [False, False, True] == found
