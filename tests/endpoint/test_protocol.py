"""The query part of the SPARQL 1.1 Protocol (W3C Recommendation, 2013), requirement by requirement.

Each test names the section that it holds us to; the server is the real one.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph, URIRef
from tests.served import FORM, QUERY

if TYPE_CHECKING:
    from tests.served import Answer, Endpoint

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
PROBLEM = "application/problem+json"
RAMQ = "https://w3id.org/greffe/org/ramq"
REGISTER = "https://w3id.org/greffe/id/mifi/register"
INVENTORY = "https://w3id.org/greffe/id/mifi/inventory"
ASK = "ASK {}"
NUMBER = f"SELECT ?n WHERE {{ <{RAMQ}> greffe:acronym ?n }}"
IS_COMMUNICATION = "ASK { ?c a greffe:Communication }"
IS_FILE = "ASK { ?f a greffe:PersonalInformationFile }"
NAMED_COMMUNICATION = "ASK { GRAPH ?g { ?c a greffe:Communication } }"
CONSTRUCT = f"CONSTRUCT {{ <{RAMQ}> a <x:y> }} WHERE {{}}"


def verdict(answer: Answer) -> bool:
    """Return what an ASK was answered, as JSON."""
    assert answer.status == 200, answer.text
    return bool(json.loads(answer.body)["boolean"])


def values(answer: Answer) -> list[str]:
    """Return the one column of a SELECT answered as JSON."""
    assert answer.status == 200, answer.text
    (name,) = json.loads(answer.body)["head"]["vars"]
    return [row[name]["value"] for row in json.loads(answer.body)["results"]["bindings"]]


class TestOperation:
    """2.1: the query operation and its three ways."""

    def test_by_get(self, either: Endpoint) -> None:
        """2.1.1: a query by GET stands percent-encoded in the parameter ``query``."""
        assert values(either.get({"query": NUMBER})) == ["RAMQ"]

    def test_by_get_with_plus_for_space(self, either: Endpoint) -> None:
        """2.1.1: a space may be written ``+``, as in forms."""
        assert verdict(either.ask("/sparql?query=ASK+%7B%7D")) is True

    def test_by_form(self, either: Endpoint) -> None:
        """2.1.2: a form posts the query as a parameter of its body."""
        assert values(either.form({"query": NUMBER})) == ["RAMQ"]

    def test_by_form_with_charset(self, either: Endpoint) -> None:
        """2.1.2: a charset after the type of a form does not make it another type."""
        answer = either.ask(
            "/sparql", "POST", b"query=ASK%20%7B%7D", content_type=f"{FORM}; charset=UTF-8"
        )
        assert verdict(answer) is True

    def test_directly(self, either: Endpoint) -> None:
        """2.1.3: a direct POST has the query itself, not encoded, as its body."""
        assert values(either.query(NUMBER)) == ["RAMQ"]

    def test_form_and_direct_decode_once(self, either: Endpoint) -> None:
        """2.1.2 and 2.1.3: a percent sign within a query stays what it is, whatever the way."""
        text = 'SELECT ?x { VALUES ?x { "100%25+é" } }'
        ways = (either.get({"query": text}), either.form({"query": text}), either.query(text))
        assert [values(answer) for answer in ways] == [["100%25+é"]] * 3

    def test_query_is_utf8(self, either: Endpoint) -> None:
        """2.1.3: a direct query is UTF-8, whatever it says."""
        assert values(either.query('SELECT ?x { VALUES ?x { "Québec « 日本 » 🙂" } }')) == [
            "Québec « 日本 » 🙂"
        ]

    def test_head_is_get_without_body(self, either: Endpoint) -> None:
        """2.1.1, RFC 9110 9.3.2: HEAD answers the headers of GET."""
        target = f"/sparql?query={quote(ASK)}"
        head, get = either.ask(target, "HEAD"), either.ask(target)
        assert (head.status, head.body, head.headers["content-length"]) == (
            200,
            b"",
            str(len(get.body)),
        )


class TestDataset:
    """2.1.4: the graphs that a request chooses."""

    def test_default_graph_uri(self, either: Endpoint) -> None:
        """A default-graph-uri is the default graph, and nothing else is."""
        answers = [
            either.get({"query": query, "default-graph-uri": REGISTER})
            for query in (IS_COMMUNICATION, IS_FILE)
        ]
        assert list(map(verdict, answers)) == [True, False]

    def test_several_default_graphs_are_merged(self, either: Endpoint) -> None:
        """Several default-graph-uri together make the default graph."""
        graphs = [("default-graph-uri", REGISTER), ("default-graph-uri", INVENTORY)]
        both = "ASK { ?c a greffe:Communication . ?f a greffe:PersonalInformationFile }"
        assert verdict(either.get([("query", both), *graphs])) is True

    def test_default_graph_leaves_no_named_graph(self, either: Endpoint) -> None:
        """With only default graphs there are no named ones."""
        answer = either.get({"query": NAMED_COMMUNICATION, "default-graph-uri": REGISTER})
        assert verdict(answer) is False

    def test_named_graph_uri(self, either: Endpoint) -> None:
        """A named-graph-uri is read by GRAPH, and leaves the default graph empty."""
        answers = [
            either.get({"query": query, "named-graph-uri": REGISTER})
            for query in (NAMED_COMMUNICATION, IS_COMMUNICATION)
        ]
        assert list(map(verdict, answers)) == [True, False]

    def test_both(self, either: Endpoint) -> None:
        """Default and named graphs can be chosen together."""
        query = (
            "ASK { ?f a greffe:PersonalInformationFile . GRAPH ?g { ?c a greffe:Communication } }"
        )
        graphs = {"default-graph-uri": INVENTORY, "named-graph-uri": REGISTER}
        assert verdict(either.get({"query": query} | graphs)) is True

    @pytest.mark.parametrize("way", ["get", "form"])
    def test_the_request_has_the_last_word(self, either: Endpoint, way: str) -> None:
        """The graphs of the request override those of the query (FROM)."""
        query = f"ASK FROM <{INVENTORY}> {{ ?c a greffe:Communication }}"
        pairs = {"query": query, "default-graph-uri": REGISTER}
        assert verdict(getattr(either, way)(pairs)) is True

    def test_direct_post_has_graphs_in_its_address(self, either: Endpoint) -> None:
        """2.1.3: the graphs of a direct POST are parameters of its address."""
        target = f"/sparql?default-graph-uri={quote(INVENTORY, safe='')}"
        answer = either.ask(target, "POST", IS_COMMUNICATION.encode(), content_type=QUERY)
        assert verdict(answer) is False

    def test_graphs_of_the_query(self, either: Endpoint) -> None:
        """Without graphs in the request, those that FROM names are read."""
        queries = (
            f"ASK FROM <{REGISTER}> {{ ?c a greffe:Communication }}",
            f"ASK FROM <{INVENTORY}> {{ ?c a greffe:Communication }}",
            f"ASK FROM NAMED <{REGISTER}> {{ GRAPH ?g {{ ?c a greffe:Communication }} }}",
        )
        assert [verdict(either.query(query)) for query in queries] == [True, False, True]

    def test_without_any_choice(self, either: Endpoint) -> None:
        """Where nothing is chosen, the default graph is the union of all, as we describe it."""
        assert verdict(either.query(IS_COMMUNICATION.replace("}", f". <{RAMQ}> ?p ?o }}"))) is True


class TestFormats:
    """2.1.5: the type of the answer is what the client prefers of those that the form has."""

    @pytest.mark.parametrize(
        ("accept", "expected"),
        [
            (JSON, JSON),
            (XML, XML),
            ("text/csv", "text/csv"),
            ("text/tab-separated-values", "text/tab-separated-values"),
            ("application/json", "application/json"),
            ("*/*", JSON),
            ("text/*", "text/xml"),
            (f"{XML};q=0.9, {JSON};q=0.1", XML),
            (f"{JSON};q=0.3, text/csv;q=0.8, {XML};q=0.5", "text/csv"),
            (f"text/html, {XML};q=0.2", XML),
            (f"*/*, {JSON};q=0, application/*;q=0.1, text/csv;q=0.9", "text/xml"),
            ("text/turtle, */*;q=0.1", JSON),
            ("TEXT/CSV", "text/csv"),
        ],
    )
    def test_of_select(self, either: Endpoint, accept: str, expected: str) -> None:
        """SELECT: weights decide, then the most specific range, then our order."""
        answer = either.get({"query": NUMBER}, accept=accept)
        assert (answer.status, answer.media_type) == (200, expected)

    @pytest.mark.parametrize("accept", [JSON, XML])
    def test_of_ask(self, either: Endpoint, accept: str) -> None:
        """ASK: JSON or XML, the two formats that have a boolean."""
        answer = either.query(ASK, accept=accept)
        assert (answer.status, answer.media_type) == (200, accept)

    @pytest.mark.parametrize(
        ("accept", "syntax"),
        [
            ("text/turtle", "turtle"),
            ("application/n-triples", "nt"),
            ("application/ld+json", "json-ld"),
            ("application/rdf+xml", "xml"),
            ("application/trig", "trig"),
            ("application/n-quads", "nquads"),
        ],
    )
    @pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{RAMQ}>"])
    def test_of_graphs(self, either: Endpoint, query: str, accept: str, syntax: str) -> None:
        """CONSTRUCT and DESCRIBE: RDF, in the syntax that is asked for, which reads as such."""
        answer = either.query(query, accept=accept)
        assert (answer.status, answer.media_type) == (200, accept)
        kind = "Dataset" if syntax in ("trig", "nquads") else "Graph"
        graph = getattr(__import__("rdflib"), kind)().parse(data=answer.text, format=syntax)
        assert URIRef(RAMQ) in set(graph.subjects())

    @pytest.mark.parametrize(
        ("query", "accept"),
        [
            (NUMBER, "text/turtle"),
            (NUMBER, "image/png"),
            (ASK, "text/csv"),
            (CONSTRUCT, JSON),
            (NUMBER, "*/*;q=0"),
        ],
    )
    def test_none_will_do(self, either: Endpoint, query: str, accept: str) -> None:
        """RFC 9110 15.5.7: where no format will do the answer is 406, and lists those there are."""
        answer = either.query(query, accept=accept)
        assert (answer.status, answer.media_type) == (406, PROBLEM)

    def test_the_answer_varies(self, either: Endpoint) -> None:
        """RFC 9110 12.5.5: caches are told that the answer depends on ``Accept``."""
        assert "Accept" in either.query(ASK).headers["vary"]


class TestContent:
    """2.1.6: what a successful answer holds."""

    def test_json(self, either: Endpoint) -> None:
        """SPARQL 1.1 Results JSON: head and bindings, terms with type, language and datatype."""
        query = 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (<x:y> "é"@fr 1) (UNDEF "b" UNDEF) } }'
        assert json.loads(either.query(query, accept=JSON).body) == {
            "head": {"vars": ["a", "b", "c"]},
            "results": {
                "bindings": [
                    {
                        "a": {"type": "uri", "value": "x:y"},
                        "b": {"type": "literal", "value": "é", "xml:lang": "fr"},
                        "c": {
                            "type": "literal",
                            "value": "1",
                            "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                        },
                    },
                    {"b": {"type": "literal", "value": "b"}},
                ]
            },
        }

    def test_xml(self, either: Endpoint) -> None:
        """SPARQL Results XML: the namespace, the variables and the values."""
        root = ET.fromstring(either.query(NUMBER, accept=XML).body)  # noqa: S314 - our own server
        space = "{http://www.w3.org/2005/sparql-results#}"
        assert root.tag == f"{space}sparql"
        assert [each.text for each in root.iter(f"{space}literal")] == ["RAMQ"]

    def test_csv(self, either: Endpoint) -> None:
        """SPARQL 1.1 Results CSV: bare values, CRLF, a value of several lines quoted."""
        query = 'SELECT ?a ?b { VALUES (?a ?b) { ("x,y" "1\\n2") (UNDEF "\\"") } }'
        answer = either.query(query, accept="text/csv")
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        assert rows == [["a", "b"], ["x,y", "1\n2"], ["", '"']]
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"

    def test_tsv(self, either: Endpoint) -> None:
        """SPARQL 1.1 Results TSV: variables with their mark, terms in Turtle."""
        query = 'SELECT ?a ?b { VALUES (?a ?b) { (<x:y> "t\\tb"@fr) } }'
        text = either.query(query, accept="text/tab-separated-values").text
        assert text == '?a\t?b\n<x:y>\t"t\\tb"@fr\n'

    def test_construct(self, either: Endpoint) -> None:
        """CONSTRUCT answers the graph of its template."""
        graph = Graph().parse(data=either.query(CONSTRUCT).text, format="turtle")
        assert [tuple(map(str, triple)) for triple in graph] == [
            (RAMQ, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "x:y")
        ]

    def test_empty_answers_are_answers(self, either: Endpoint) -> None:
        """No row is 200 with an empty table, no error."""
        answer = either.query("SELECT ?x { ?x <x:none> ?y }")
        assert (answer.status, values(answer)) == (200, [])


class TestFailure:
    """2.1.6 and 2.1.7: what is no query, and what the client is told of it."""

    @pytest.mark.parametrize(
        "text",
        ["", "SELECT", "SELECT * {", "ASK { ?s ?p }", "SELECT ?x { ?x nope:y ?z }", "not a query"],
    )
    def test_malformed_query(self, either: Endpoint, text: str) -> None:
        """A text that is not SPARQL is 400, with the place of the fault."""
        answer = either.query(text)
        told = json.loads(answer.body)
        assert (answer.status, told["type"].rpartition("/")[2]) == (400, "syntax")

    def test_the_place_of_the_fault(self, either: Endpoint) -> None:
        """The problem document says the line, and a column."""
        told = json.loads(either.query("SELECT ?x\nWHERE { ?x ?y }").body)
        assert (told["line"], told["column"] >= 1) == (2, True)

    @pytest.mark.parametrize("pairs", [[("query", ASK), ("query", ASK)], [("format", "x")]])
    def test_not_exactly_one_query(self, either: Endpoint, pairs: list[tuple[str, str]]) -> None:
        """2.1.2: a form without a query, or with two, is 400."""
        assert either.form(pairs).status == 400

    def test_two_queries_by_get(self, either: Endpoint) -> None:
        """2.1.1: two queries are 400."""
        assert either.get([("query", ASK), ("query", ASK)]).status == 400

    def test_graphs_without_a_query(self, either: Endpoint) -> None:
        """2.1.1: a choice of graphs without a query is 400."""
        assert either.get({"default-graph-uri": REGISTER}).status == 400

    @pytest.mark.parametrize(
        "media_type", ["text/plain", "application/json", "multipart/form-data", "x"]
    )
    def test_other_bodies(self, either: Endpoint, media_type: str) -> None:
        """A body of another type is 415."""
        answer = either.ask("/sparql", "POST", ASK.encode(), content_type=media_type)
        assert answer.status == 415

    @pytest.mark.parametrize("body", [ASK.encode(), b"query=ASK%20%7B%7D"])
    def test_bodies_without_a_type(self, either: Endpoint, body: bytes) -> None:
        """A body that does not say what it is, is 415."""
        assert either.ask("/sparql", "POST", body).status == 415

    def test_not_utf8_directly(self, either: Endpoint) -> None:
        """2.1.3: a direct query in another encoding is 400."""
        answer = either.ask(
            "/sparql", "POST", "ASK { ?é ?p ?o }".encode("utf-16"), content_type=QUERY
        )
        assert answer.status == 400

    @pytest.mark.parametrize("target", ["/sparql?query=%FF", "/sparql?query=ASK%20%7B%7D&x=%C3"])
    def test_not_utf8_encoded(self, either: Endpoint, target: str) -> None:
        """2.1.1: percent-encoded bytes that are not UTF-8 are 400."""
        assert either.ask(target).status == 400

    def test_another_charset(self, either: Endpoint) -> None:
        """2.1.3: a charset other than UTF-8 is 415."""
        answer = either.ask("/sparql", "POST", b"ASK {}", content_type=f"{QUERY}; charset=utf-16")
        assert answer.status == 415

    def test_query_in_the_address_of_a_post(self, either: Endpoint) -> None:
        """2.1.2: the parameters of a form stand in its body, not in its address."""
        answer = either.ask(
            f"/sparql?query={quote(ASK)}", "POST", b"query=ASK+%7B%7D", content_type=FORM
        )
        assert answer.status == 400

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
    def test_other_methods(self, either: Endpoint, method: str) -> None:
        """2.1: queries are asked by GET and POST; another method is 405, with those there are."""
        answer = either.ask("/sparql", method)
        assert answer.status == 405
        assert {"GET", "POST"} <= {each.strip() for each in answer.headers["allow"].split(",")}

    def test_problems_are_documents(self, either: Endpoint) -> None:
        """RFC 9457: every problem is a document with type, title, status and detail."""
        answer = either.query("SELECT")
        told = json.loads(answer.body)
        assert answer.media_type == PROBLEM
        assert (told["status"], {"type", "title", "detail", "remedy"} <= told.keys()) == (400, True)

    @pytest.mark.parametrize(
        ("accepted", "language", "title"),
        [
            ("fr", "fr", "Requête SPARQL fautive"),
            ("en-CA, fr;q=0.5", "en", "Faulty SPARQL query"),
            ("de", "fr", "Requête SPARQL fautive"),
            ("*", "fr", "Requête SPARQL fautive"),
        ],
    )
    def test_problems_in_two_languages(
        self, either: Endpoint, accepted: str, language: str, title: str
    ) -> None:
        """A problem speaks the language that the client prefers, French where it does not say."""
        answer = either.query("SELECT", accept_language=accepted)
        assert (answer.headers["content-language"], json.loads(answer.body)["title"]) == (
            language,
            title,
        )


class TestDescription:
    """SPARQL 1.1 Service Description, section 2, and VoID, section 7.2."""

    @pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "*/*"])
    def test_of_the_service(self, either: Endpoint, accept: str) -> None:
        """GET without parameters describes the service, which names itself as its endpoint."""
        answer = either.ask("/sparql", accept=accept)
        graph = Graph().parse(data=answer.text, format=answer.media_type)
        sd = "http://www.w3.org/ns/sparql-service-description#"
        endpoint = URIRef(f"{either.root}sparql")
        assert (endpoint, URIRef(f"{sd}endpoint"), endpoint) in graph
        assert URIRef(REGISTER) in set(graph.objects(None, URIRef(f"{sd}name")))

    def test_of_the_data(self, either: Endpoint) -> None:
        """The well-known address of VoID describes the data, with the endpoint."""
        graph = Graph().parse(data=either.ask("/.well-known/void").text, format="turtle")
        found = set(graph.objects(None, URIRef("http://rdfs.org/ns/void#sparqlEndpoint")))
        assert found == {URIRef(f"{either.root}sparql")}


class TestCaching:
    """RFC 9110, 8.8.3 and 13.1.2: the same query of the same data is not answered again."""

    def test_unchanged(self, either: Endpoint) -> None:
        """A client that has the answer is told 304, without a body."""
        first = either.get({"query": NUMBER})
        again = either.get({"query": NUMBER}, if_none_match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")

    def test_tags_tell_answers_apart(self, either: Endpoint) -> None:
        """Another query, another graph or another format has another tag."""
        answers = (
            either.get({"query": NUMBER}),
            either.get({"query": ASK}),
            either.get({"query": NUMBER, "default-graph-uri": REGISTER}),
            either.get({"query": NUMBER}, accept=XML),
        )
        assert len({answer.headers["etag"] for answer in answers}) == 4

    @pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
    def test_what_changes_is_not_kept(self, either: Endpoint, call: str) -> None:
        """An answer that is different each time has no tag, and may not be stored."""
        headers = either.get({"query": f"SELECT ({call} AS ?x) {{}}"}).headers
        assert (headers.get("etag"), headers["cache-control"]) == (None, "no-store")

    def test_gzip(self, either: Endpoint) -> None:
        """A long answer is compressed for who takes gzip, and says so; the content is the same."""
        import gzip

        query = {"query": "SELECT * { ?s a greffe:Communication ; ?p ?o } ORDER BY ?s ?p ?o"}
        plain, packed = either.get(query), either.get(query, accept_encoding="br, gzip;q=0.5")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body

    def test_gzip_refused(self, either: Endpoint) -> None:
        """RFC 9110 12.5.3: ``gzip;q=0`` is a refusal."""
        answer = either.get(
            {"query": "SELECT * { ?s ?p ?o } LIMIT 500"}, accept_encoding="gzip;q=0"
        )
        assert "content-encoding" not in answer.headers


class TestOrigins:
    """The Fetch standard: pages of any host may read, and only read."""

    def test_answers_may_be_read(self, either: Endpoint) -> None:
        """Every answer allows every origin, without credentials."""
        headers = either.query(ASK, origin="https://example.org").headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers

    def test_preflight(self, either: Endpoint) -> None:
        """A direct POST from another host is preceded by OPTIONS, which allows it."""
        answer = either.ask(
            "/sparql", "OPTIONS", origin="https://e.org", access_control_request_method="POST"
        )
        assert answer.status == 204
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert "Content-Type" in answer.headers["access-control-allow-headers"]
