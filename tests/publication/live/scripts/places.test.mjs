/** From IRIs to addresses, as the builder of the site has them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTerm, owner, place } from "../../../../cli/greffe/publication/assets/live/places.js";

const ROOT = "https://w3id.org/greffe/";
const PLACES = {
  root: ROOT,
  terms: { [`${ROOT}ontology#`]: "ontology/", [`${ROOT}shapes#`]: "shapes/" },
  bases: { [`${ROOT}id/mifi/`]: "id/mifi/", "https://data.ville.ca/id/": "id/ville/" },
  single: ["inventory", "register"],
  kinds: [],
};

/** Each IRI and the address from the root of the site. */
const EXPECTED = {
  [`${ROOT}org/ircc`]: "org/ircc/",
  [`${ROOT}law/qc/a-2.1/art/67.3`]: "law/qc/a-2.1/art/67.3/",
  [`${ROOT}concept/data-type/name-last`]: "concept/data-type/name-last/",
  [`${ROOT}ontology#recipient`]: "ontology/#recipient",
  [`${ROOT}shapes#Name`]: "shapes/#Name",
  [`${ROOT}id/mifi/communication/17`]: "id/mifi/communication/17/",
  [`${ROOT}id/mifi/register`]: "id/mifi/register/",
  [`${ROOT}id/mifi/communication/5/citation/1`]: "id/mifi/communication/5/#citation-1",
  [`${ROOT}id/mifi/register/span/title`]: "id/mifi/register/#span-title",
  "https://data.ville.ca/id/file/3": "id/ville/file/3/",
  [`${ROOT}org/café`]: "org/caf%C3%A9/",
};

test("the path of a page is the path of the thing", () => {
  const found = Object.fromEntries(Object.keys(EXPECTED).map((iri) => [iri, place(iri, PLACES)]));
  assert.deepEqual(found, EXPECTED);
});

test("a thing of another site has no place on this one", () => {
  assert.equal(place("https://example.org/x", PLACES), undefined);
});

test("what belongs to an entry stands on the entry's page", () => {
  const entry = `${ROOT}id/mifi/communication/5`;
  assert.equal(owner(`${entry}/span/recipientText`, PLACES), entry);
  assert.equal(owner(entry, PLACES), entry);
  assert.equal(owner(`${ROOT}id/mifi/register/span/title`, PLACES), `${ROOT}id/mifi/register`);
  assert.equal(owner(`${ROOT}org/ircc`, PLACES), `${ROOT}org/ircc`);
});

test("only the names of the ontology and of the shapes are terms", () => {
  assert.ok(isTerm(`${ROOT}ontology#recipient`, PLACES));
  assert.ok(!isTerm(`${ROOT}org/ircc`, PLACES));
});
