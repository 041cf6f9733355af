/** Where an answer says that it comes from. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { metadata, origin } from "../../../../cli/greffe/publication/assets/live/origin.js";

const ASKED = {
  name: "outside-quebec",
  title: "Hors du Québec",
  query: "SELECT ?entry WHERE { }",
  address: "https://exemple.org/question/outside-quebec/?live=1",
};
const TOLD = {
  version: "abc123",
  sources: [{ iri: "https://exemple.org/source/registre", fr: "Registre", en: "Register" }],
};

test("an answer tells its question, address, version, documents and query, in that order", () => {
  assert.deepEqual(origin(ASKED, TOLD, "fr"), [
    ["Question", "Hors du Québec"],
    ["Adresse qui repose la question", ASKED.address],
    ["Version des données", "abc123"],
    ["Document d’où viennent les données", "Registre <https://exemple.org/source/registre>"],
    ["Requête SPARQL", ASKED.query],
  ]);
});

test("a query of one's own has no title, and English pages speak English", () => {
  const rows = origin({ query: "ASK {}", address: "x" }, TOLD, "en");
  assert.deepEqual(rows.map(([name]) => name), [
    "Address that asks again",
    "Data version",
    "Document that the data come from",
    "SPARQL query",
  ]);
  assert.equal(rows[2][1], "Register <https://exemple.org/source/registre>");
});

test("the metadata of a CSV name its file, its columns and its sources, as CSVW asks", () => {
  const told = JSON.parse(metadata(ASKED, TOLD, ["number", "entry"], "fr"));
  assert.deepEqual(told["@context"], ["http://www.w3.org/ns/csvw", { "@language": "fr" }]);
  assert.equal(told.url, "outside-quebec.csv");
  assert.equal(told["dc:title"], "Hors du Québec");
  assert.deepEqual(told["dc:source"], [{ "@id": "https://exemple.org/source/registre" }]);
  assert.equal(told["schema:version"], "abc123");
  assert.equal(told["rdfs:comment"], ASKED.query);
  assert.deepEqual(told.tableSchema.columns, [
    { name: "number", titles: "number" },
    { name: "entry", titles: "entry" },
  ]);
});

test("the metadata of a query of one's own stand beside greffe.csv", () => {
  const told = JSON.parse(metadata({ query: "q", address: "x" }, TOLD, ["a"], "en"));
  assert.equal(told.url, "greffe.csv");
  assert.equal("dc:title" in told, false);
});
