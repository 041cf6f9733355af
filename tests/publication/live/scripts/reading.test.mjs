/** Reading SPARQL: tokens, prefixes, places, and what is refused before it reaches the engine. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../../../cli/greffe/publication/assets/live/fault.js";
import {
  DEEPEST,
  readsNamedGraphs,
  refuseDepth,
  refuseService,
  refuseUpdates,
} from "../../../../cli/greffe/publication/assets/live/guard.js";
import {
  form,
  place,
  prologue,
  tokens,
  withValues,
} from "../../../../cli/greffe/publication/assets/live/query-text.js";
import { literal, named, written } from "../../../../cli/greffe/publication/assets/live/terms.js";

const PREFIXES = { a: "http://a/", b: "http://b/" };

test("each terminal of the grammar is one token of its kind", () => {
  const kinds = {
    "# note": "comment",
    "<http://x/#y>": "iri",
    '"""a "quoted" text"""': "string",
    "'l\\'été'": "string",
    "?année": "variable",
    "@fr-CA": "language",
    "_:b1": "blank",
    "dcterms:isPartOf": "name",
    "a:b.c": "name",
    SELECT: "word",
    "{": "mark",
  };
  for (const [text, kind] of Object.entries(kinds)) {
    assert.deepEqual(tokens(text), [{ kind, text, start: 0 }], text);
  }
});

test("the dot that ends a triple is no part of a name", () => {
  assert.deepEqual(tokens("a:b .").map(({ text }) => text), ["a:b", "."]);
  assert.deepEqual(tokens("a:b.").map(({ text }) => text), ["a:b", "."]);
});

test("lines and columns count from one", () => {
  assert.deepEqual(place("ab\ncd", 0), [1, 1]);
  assert.deepEqual(place("ab\ncd", 4), [2, 2]);
});

test("the form is that of the query, not of its comments and strings", () => {
  assert.equal(form("# ASK\nPREFIX select: <http://x/> construct {} where {}"), "CONSTRUCT");
  assert.equal(form('"SELECT"'), "");
});

test("only prefixes that are used and not declared are supplied, on one line", () => {
  assert.equal(prologue("SELECT * { ?s a:x ?o }", PREFIXES), "PREFIX a: <http://a/> ");
  assert.equal(prologue("PREFIX a: <http://c/> ASK { ?s a:x ?o }", PREFIXES), "");
  assert.equal(prologue('ASK { ?s ?p "a:x b:y" } # a:z', PREFIXES), "");
});

test("values open the group, and close it for a variable that the query computes", () => {
  const query = "SELECT ?y WHERE { ?s ?p ?d BIND(YEAR(?d) AS ?y) }";
  const bound = withValues(query, { s: named("http://x/"), y: literal("2012", "integer") });
  const year = '"2012"^^<http://www.w3.org/2001/XMLSchema#integer>';
  const expected =
    "SELECT ?y WHERE { VALUES (?s) { (<http://x/>) }  ?s ?p ?d BIND(YEAR(?d) AS ?y) " +
    ` VALUES (?y) { (${year}) } }`;
  assert.equal(bound, expected);
});

test("a query without a group cannot be bound, one without values stays as it is", () => {
  assert.throws(() => withValues("DESCRIBE <http://x/>", { a: named("http://x/") }), Fault);
  assert.equal(withValues("DESCRIBE <http://x/>", {}), "DESCRIBE <http://x/>");
});

test("terms are written as N-Triples has them", () => {
  assert.equal(written(named("http://x/a b>")), "<http://x/a\\u0020b\\u003E>");
  assert.equal(written(literal('a"\n\\')), '"a\\"\\n\\\\"');
  assert.equal(written({ type: "literal", value: "été", "xml:lang": "fr" }), '"été"@fr');
  assert.equal(written({ type: "bnode", value: "b" }), "_:b");
});

test("updates and calls to other servers are refused wherever case and comments hide them", () => {
  assert.throws(() => refuseUpdates("# SELECT\nbase <http://x/> insert data {}"), Fault);
  assert.throws(() => refuseService("ASK { { sErViCe ?x {} } }"), Fault);
  assert.doesNotThrow(() => refuseUpdates("SELECT ?insert { ?insert a:delete ?o }"));
  assert.doesNotThrow(() => refuseService("ASK { ?service a:service 'SERVICE' } # SERVICE"));
});

test("a call to another server is refused at its place", () => {
  assert.throws(
    () => refuseService("ASK {\n  SERVICE <http://x/> {} }"),
    ({ details }) => details.line === 2 && details.column === 3,
  );
});

test("brackets nest to the bound and no deeper; those in strings do not count", () => {
  assert.doesNotThrow(() => refuseDepth("{".repeat(DEEPEST)));
  assert.throws(() => refuseDepth("{".repeat(DEEPEST + 1)), Fault);
  assert.doesNotThrow(() => refuseDepth(`"${"{".repeat(DEEPEST + 1)}"`));
});

test("FROM chooses graphs, by IRI or by a prefix that is ours or the query's own", () => {
  const known = (/** @type {string} */ graph) => graph === "http://a/g";
  const reads = (/** @type {string} */ query) => readsNamedGraphs(query, PREFIXES, known);
  assert.equal(reads("ASK { ?s ?p ?o }"), false);
  assert.equal(reads("ASK FROM <http://a/g> { ?s ?p ?o }"), true);
  assert.equal(reads("ASK from named a:g { ?s ?p ?o }"), true);
  assert.equal(reads("PREFIX c: <http://a/> ASK FROM c:g { ?s ?p ?o }"), true);
  assert.throws(() => reads("ASK FROM b:g { ?s ?p ?o }"), Fault);
  assert.throws(() => reads("PREFIX a: <http://c/> ASK FROM a:g { ?s ?p ?o }"), Fault);
});
