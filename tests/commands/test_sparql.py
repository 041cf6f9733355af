"""Any SPARQL query on the command line, and what helps when it is wrong."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph

from greffe.commands.sparql import query_text
from greffe.errors import InputError, UsageError
from greffe.store import compile_store
from greffe.store.guard import DEEPEST

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.conftest import Outcome

    from greffe.workspace import Workspace

    Serve = Callable[[Path], AbstractContextManager[str]]
    Greffe = Callable[..., Outcome]
    Program = Callable[..., subprocess.CompletedProcess[bytes]]

NUMBERS: Final = "SELECT ?n WHERE { ?e greffe:recipient ?r ; dcterms:identifier ?n } ORDER BY ?n"
ANSWER: Final = "n\r\nC1\r\nC2\r\n"


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Give the way to fill standard input."""

    def fill(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))

    return fill


@pytest.fixture
def small(greffe: Greffe, sample_dir: Path) -> Greffe:
    """Give the command on the small workspace."""

    def call(*arguments: object) -> Outcome:
        return greffe("--workspace", sample_dir, "sparql", *arguments)

    return call


def test_our_prefixes_need_no_declaration(small: Greffe) -> None:
    """The query is typed as it is thought."""
    assert (0, ANSWER, "") == tuple(vars(small(NUMBERS, "--format", "csv")).values())


def test_a_query_comes_from_a_file(small: Greffe, tmp_path: Path) -> None:
    """The argument without white space is a file; a byte-order mark is no part of it."""
    path = tmp_path / "numéros.rq"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + NUMBERS.encode())
        assert small(path, "--format", "csv").out == ANSWER


def test_a_query_comes_from_standard_input(small: Greffe, stdin: Callable[[bytes], None]) -> None:
    """A dash reads standard input, in UTF-8 whatever the locale."""
    query = "SELECT ?n WHERE { ?e dcterms:title 'Dossiers d’accueil'@fr ; dcterms:identifier ?n }"
    stdin(query.encode())
    assert small("-", "--format", "csv").out == "n\r\nF1\r\n"


def test_each_form_has_its_answer(small: Greffe) -> None:
    """A table, yes or no, a graph."""
    assert small("ASK { ?e greffe:outsideQuebec true }").out == "Oui\n"
    graph = small("CONSTRUCT { ?s ?p ?o } WHERE { ?s a greffe:Communication ; ?p ?o }")
    parsed = Graph().parse(data=graph.out, format="turtle")
    assert 2 == len(set(parsed.subjects()))
    described = small("DESCRIBE <https://w3id.org/greffe/org/ramq>", "--format", "turtle")
    assert "RAMQ" in described.out


def test_an_answer_goes_to_a_file(small: Greffe, tmp_path: Path) -> None:
    """With ``--output`` standard output stays empty."""
    path = tmp_path / "n.csv"
    outcome = small(NUMBERS, "--format", "csv", "--output", path)
    assert (outcome.code, outcome.out) == (0, "")
    assert path.read_bytes().decode() == ANSWER


@pytest.mark.parametrize(
    ("query", "line", "token", "expected"),
    [
        ("SELEC ?s WHERE { ?s a 1 }", 1, "SELEC", "SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ("SELECT ?s\nWHER { ?s a 1 }", 2, "WHER", "WHERE"),
        ("SELECT ?s WHERE { ?s a 1 }\nORDER ?s", 2, "?s", None),
        ("SELECT *\n{ ?s a 1 .\n  FILTER(?s = ) }", 3, ") }", None),
        ("# note\nSELECT ?s WHERE { ?s <x:a> }", 2, "}", None),
        ("SELECT ?s WHERE {\n\t\t?s ?p ?o ?q }", 2, "?q", None),
        ("PREFIX x <y:> SELECT * {}", 1, "PREFIX", None),
        ("SELECT ?s WHERE { ?s a gref:File }", 1, "gref:File", None),
    ],
)
def test_a_syntax_fault_is_shown_with_a_caret(
    query: str, line: int, token: str, expected: str | None, small: Greffe
) -> None:
    """The faulty line, a caret under the place, then line and column in words."""
    outcome = small(query)
    shown, caret, told, *_ = outcome.err.splitlines()
    text = query.splitlines()[line - 1].replace("\t", " ")
    column = text.index(token) + 1
    assert (outcome.code, outcome.out) == (2, "")
    assert shown == f"{line} | {text}"
    assert caret.index("^") == shown.rindex(text) + text.index(token)
    assert told.startswith(f"Erreur : SPARQL, ligne {line}, colonne {column} : ")
    assert expected is None or f"(attendu : {expected})" in told


def test_a_query_that_stops_short_is_pointed_at_its_end(small: Greffe) -> None:
    """What lacks is asked for where it lacks, with what would do there."""
    shown, caret, told, *_ = small("SELECT ?s WHERE { ?s a 1").err.splitlines()
    assert len(shown) + 1 == len(caret)
    assert '"}"' in told


def test_an_unknown_prefix_is_told_with_those_supplied(small: Greffe) -> None:
    """The parser's own words do not name the prefix: ours do."""
    french = small("SELECT ?s WHERE { ?s a gref:File }").err
    assert "le préfixe « gref: » n’est déclaré nulle part" in french
    assert "greffe, grsh" in french


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_term_that_the_ontology_lacks_is_refused(language: str, greffe: Greffe) -> None:
    """A misspelt term would silently match nothing: it is an error, with the nearest term."""
    outcome = greffe("--lang", language, "sparql", "SELECT * WHERE { ?s a greffe:Comunication }")
    what, near = {
        "fr": (
            "ligne 1, colonne 23 : l’ontologie n’a pas de terme « greffe:Comunication ».",
            "Vouliez-vous dire « greffe:Communication »",
        ),
        "en": (
            "line 1, column 23: the ontology has no term 'greffe:Comunication'.",
            "Did you mean 'greffe:Communication'",
        ),
    }[language]
    first, second = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (2, "")
    assert first.endswith(f"SPARQL, {what}")
    assert second.strip().startswith(near)


@pytest.mark.parametrize("query", ["INSERT DATA { <x:a> <x:b> <x:c> }", "DROP ALL", "CLEAR ALL"])
def test_nothing_can_be_changed(query: str, small: Greffe, endpoint: str) -> None:
    """An update is refused, here and before it is sent anywhere."""
    before = small(NUMBERS, "--format", "csv")
    for where in ([], ["--endpoint", endpoint]):
        outcome = small(query, *where)
        assert (outcome.code, outcome.out) == (2, "")
    assert before == small(NUMBERS, "--format", "csv")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "SELECT * FROM <https://example.org/absent> WHERE { ?s ?p ?o }",
    ],
)
def test_nothing_is_read_elsewhere(query: str, small: Greffe) -> None:
    """A query on the local data neither calls another server nor reads a file."""
    outcome = small(query)
    assert (outcome.code, outcome.out) == (2, "")
    assert "refusé sur les données locales" in outcome.err


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("{", "}")])
def test_a_query_that_would_crash_the_engine_is_refused(
    opening: str, closing: str, small: Greffe
) -> None:
    """Nesting beyond reason is a syntax fault, told in time; a dozen levels are fine."""
    inside = {"(": "FILTER {} ", "{": "{}"}[opening]
    core = {"(": "true", "{": "?s ?p ?o"}[opening]

    def nested(depth: int) -> str:
        groups = opening * depth + core + closing * depth
        return f"ASK {{ ?s a greffe:Communication . {inside.format(groups)} }}"

    assert small(nested(12)).code == 0
    outcome = small(nested(DEEPEST + 20_000))
    assert (outcome.code, outcome.out) == (2, "")
    assert f"plus de {DEEPEST} niveaux" in outcome.err


@pytest.mark.parametrize(
    "query",
    [
        NUMBERS,
        "SELECT (COUNT(*) AS ?n) WHERE { ?s a greffe:Communication }",
        "SELECT ?u ?l WHERE { ?u a greffe:AdministrativeUnit ; skos:prefLabel ?l } ORDER BY ?u",
        "SELECT DISTINCT ?e WHERE { ?e greffe:legalBasis/dcterms:isPartOf* ?i } ORDER BY ?e",
    ],
)
def test_a_real_server_gives_the_same_rows(query: str, greffe: Greffe, endpoint: str) -> None:
    """The same query, here and over the wire, to the byte."""
    local = greffe("sparql", query, "--format", "json")
    assert local.code == 0
    assert local == greffe("sparql", query, "--format", "json", "--endpoint", endpoint)


def test_a_term_that_only_we_know_passes_remotely(
    greffe: Greffe, sample: Workspace, cache: Path, serve: Serve
) -> None:
    """A server without our ontology is asked all the same: the term is ours."""
    with serve(compile_store(sample, cache)) as address:
        known = greffe("sparql", "ASK { ?s greffe:agreement ?a }", "--endpoint", address)
        unknown = greffe("sparql", "ASK { ?s greffe:agremeent ?a }", "--endpoint", address)
    assert (known.code, known.out) == (0, "Non\n")
    assert unknown.code == 2
    assert "« greffe:agreement »" in unknown.err


def test_a_syntax_fault_is_pointed_at_remotely(greffe: Greffe, endpoint: str) -> None:
    """The server's complaint becomes the same caret, in the person's own lines."""
    outcome = greffe("sparql", "SELECT ?s\nWHERE { ?s greffe:since ; }", "--endpoint", endpoint)
    assert outcome.code == 2
    assert outcome.err.startswith("2 | WHERE { ?s greffe:since ; }\n")


@pytest.mark.usefixtures("hasty")
def test_an_endpoint_that_is_down_is_named(greffe: Greffe, free_port: int) -> None:
    """The address and the reason, in both languages."""
    address = f"http://127.0.0.1:{free_port}/query"
    french = greffe("sparql", NUMBERS, "--endpoint", address)
    english = greffe("--lang", "en", "sparql", NUMBERS, "--endpoint", address)
    assert (french.code, french.out, english.code, english.out) == (2, "", 2, "")
    assert french.err.startswith(f"Erreur : {address} : injoignable")
    assert english.err.startswith(f"Error: {address}: cannot be reached")


@pytest.mark.parametrize(
    ("argument", "kind"),
    [("absent.rq", InputError), ("", UsageError), ("  \n", UsageError), ("-", UsageError)],
)
def test_what_is_no_query_is_refused(
    argument: str, kind: type[Exception], stdin: Callable[[bytes], None]
) -> None:
    """A missing file, an empty argument, an empty standard input."""
    stdin(b" \n")
    with pytest.raises(kind):
        query_text(argument)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"SELECT \xe9"])
def test_a_binary_file_is_refused(
    content: bytes, tmp_path: Path, stdin: Callable[[bytes], None]
) -> None:
    """What is not UTF-8 is no query, from a file or from standard input."""
    path = tmp_path / "binaire.rq"
    path.write_bytes(content)
    stdin(content)
    for argument in (str(path), "-"):
        with pytest.raises(InputError) as caught:
            query_text(argument)
        assert "pas en UTF-8" in caught.value.message.fr
        assert "not in UTF-8" in caught.value.message.en


@pytest.mark.parametrize(
    ("query", "name", "beginning"),
    [
        ("CONSTRUCT WHERE { ?s a greffe:FileInventory }", "x.ttl", "@prefix greffe: "),
        ("SELECT ?s WHERE { ?s a greffe:FileInventory }", "x.csv", "s\r\nhttps://"),
        ("ASK { ?s a greffe:FileInventory }", "x.json", '{"head": {}, "boolean": true}'),
    ],
)
def test_the_suffix_of_the_file_is_its_format(
    query: str, name: str, beginning: str, small: Greffe, tmp_path: Path
) -> None:
    """Without ``--format``, the file holds what its name promises."""
    path = tmp_path / name
    assert small(query, "--output", path).code == 0
    assert path.read_bytes().decode().startswith(beginning)


def test_a_folder_is_no_query(small: Greffe, tmp_path: Path) -> None:
    """The system's reason is given, and what to give instead."""
    outcome = small(tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{tmp_path} : ni une requête, ni un fichier lisible (c’est un dossier)." in outcome.err


def test_a_file_without_permission_is_named(
    small: Greffe, tmp_path: Path, forbid: Callable[[Path], None]
) -> None:
    """A file that may not be read is an input error with the system's reason."""
    path = tmp_path / "secret.rq"
    path.write_text(NUMBERS, encoding="utf-8")
    forbid(path)
    outcome = small(path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "(accès refusé)" in outcome.err


def test_an_empty_pipe_is_no_query(program: Program) -> None:
    """``greffe sparql - < /dev/null`` says that there is nothing to answer."""
    run = program("--lang", "en", "sparql", "-", given=b"")
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.startswith(b"Error: the query is empty.\n")
