/**
 * What things are called, and whether they have a page: asked from the graph itself.
 *
 * @typedef {{label?: string, hasPage: boolean}} Name
 */

import { isTerm, owner } from "./places.js";
import { named, written } from "./terms.js";

const SPACES = {
  dcterms: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  greffe: "https://w3id.org/greffe/ontology#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
};
/** From the most to the least apt name. */
const NAMING = [
  `${SPACES.skos}prefLabel`,
  `${SPACES.rdfs}label`,
  `${SPACES.dcterms}title`,
  `${SPACES.foaf}name`,
  `${SPACES.greffe}citationText`,
];
const IDENTIFIER = `${SPACES.dcterms}identifier`;
const TYPE = `${SPACES.rdf}type`;
const NUMBER = /^[A-Z]+\d+$/;
const BATCH = 500;

/**
 * The name of each thing, in the language or else in French; an entry is called by its number,
 * with its title if it has one (`F21 – Dossier …`).
 *
 * @param {import("./engine.js").Engine} engine
 * @param {Iterable<string>} iris
 * @param {"fr" | "en"} language
 * @param {import("./places.js").Places} places
 * @returns {Promise<Map<string, Name>>}
 */
export async function namesOf(engine, iris, language, places) {
  const wanted = [...new Set(iris)];
  const asked = [...new Set([...wanted, ...wanted.map((iri) => owner(iri, places))])];
  const said = new Map();
  for (let start = 0; start < asked.length; start += BATCH) {
    for (const [thing, kind, name] of await statements(engine, asked.slice(start, start + BATCH))) {
      if (!said.has(thing)) said.set(thing, []);
      said.get(thing).push({ kind, name });
    }
  }
  const placed = new Set(places.kinds);
  const hasPage = (/** @type {string} */ iri) =>
    isTerm(iri, places) ||
    (said.get(owner(iri, places)) ?? []).some(({ kind, name }) => kind === TYPE && placed.has(name.value));
  return new Map(
    wanted.map((iri) => [iri, { label: label(said.get(iri) ?? [], language), hasPage: hasPage(iri) }]),
  );
}

/** @param {import("./engine.js").Engine} engine @param {string[]} iris */
async function statements(engine, iris) {
  const things = iris.map((iri) => written(named(iri))).join(" ");
  const kinds = [...NAMING, IDENTIFIER, TYPE].map((iri) => written(named(iri))).join(", ");
  const { body } = await engine.query(
    `SELECT ?thing ?kind ?name WHERE { VALUES ?thing { ${things} } ?thing ?kind ?name ` +
      `FILTER(?kind IN (${kinds})) } ORDER BY ?thing ?kind ?name`,
  );
  const { bindings } = JSON.parse(body).results;
  return bindings.map(({ thing, kind, name }) => [thing.value, kind.value, name]);
}

/** @param {{kind: string, name: import("./terms.js").Term}[]} said @param {string} language */
function label(said, language) {
  const order = [language, "fr", ""];
  const rank = (/** @type {{kind: string, name: any}} */ { kind, name }) => {
    const at = order.indexOf((name["xml:lang"] ?? "").split("-", 1)[0]);
    return (at < 0 ? order.length : at) * NAMING.length + NAMING.indexOf(kind);
  };
  const names = said.filter(({ kind, name }) => NAMING.includes(kind) && name.type === "literal");
  const best = names.sort((one, other) => rank(one) - rank(other))[0]?.name.value;
  const number = said.find(({ kind, name }) => kind === IDENTIFIER && NUMBER.test(name.value));
  if (!number) return best;
  return best ? `${number.name.value} – ${best}` : number.name.value;
}
