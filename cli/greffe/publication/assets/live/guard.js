/**
 * What a query may not do here: change the data, reach outside them, or nest so deeply that the
 * engine's recursive parser would fall.
 */

import { Fault } from "./fault.js";
import { place, significant } from "./query-text.js";

export const DEEPEST = 500;
const PROLOGUE = new Set(["PREFIX", "BASE"]);
const UPDATES = new Set(
  "ADD CLEAR COPY CREATE DELETE DROP INSERT LOAD MOVE WITH".split(" "),
);

/** Refuse a SPARQL 1.1 Update. @param {string} query */
export function refuseUpdates(query) {
  const words = significant(query).filter(({ kind }) => kind === "word");
  const first = words.map(({ text }) => text.toUpperCase()).find((word) => !PROLOGUE.has(word));
  if (UPDATES.has(first ?? "")) {
    throw new Fault({
      fr: "Seules les requêtes SELECT, ASK, CONSTRUCT et DESCRIBE sont permises.",
      en: "Only SELECT, ASK, CONSTRUCT and DESCRIBE queries are allowed.",
    });
  }
}

/** Refuse a query that calls another server. @param {string} query */
export function refuseService(query) {
  const call = significant(query).find(
    ({ kind, text }) => kind === "word" && text.toUpperCase() === "SERVICE",
  );
  if (call) {
    const [line, column] = place(query, call.start);
    throw new Fault(
      {
        fr: "La requête appelle un autre serveur (SERVICE) : rien ne quitte cette page.",
        en: "The query calls another server (SERVICE): nothing leaves this page.",
      },
      { line, column },
    );
  }
}

/** Refuse a query that nests groups or brackets too deeply. @param {string} query */
export function refuseDepth(query) {
  let depth = 0;
  for (const { kind, text } of significant(query)) {
    if (kind === "mark") depth += "({[".includes(text) - ")}]".includes(text);
    if (depth > DEEPEST) {
      throw new Fault({
        fr: `La requête imbrique plus de ${DEEPEST} niveaux : simplifiez-la.`,
        en: `The query nests more than ${DEEPEST} levels: simplify it.`,
      });
    }
  }
}

/**
 * Whether a query chooses its graphs by FROM; refuse a graph that is not in the data.
 *
 * @param {string} query
 * @param {Record<string, string>} prefixes
 * @param {(graph: string) => boolean} known
 */
export function readsNamedGraphs(query, prefixes, known) {
  const chosen = fromClauses(query, prefixes);
  const missing = chosen.find((graph) => !known(graph));
  if (missing !== undefined) {
    throw new Fault({
      fr: `Le graphe <${missing}> (FROM) n’est pas dans les données.`,
      en: `The graph <${missing}> (FROM) is not in the data.`,
    });
  }
  return chosen.length > 0;
}

/** The IRIs of the graphs that FROM and FROM NAMED choose. */
function fromClauses(query, prefixes) {
  const found = significant(query);
  const spaces = { ...prefixes, ...declaredIn(found) };
  const upper = found.map(({ kind, text }) => (kind === "word" ? text.toUpperCase() : ""));
  const chosen = [];
  upper.forEach((word, at) => {
    if (word !== "FROM") return;
    const graph = found[upper[at + 1] === "NAMED" ? at + 2 : at + 1];
    if (graph?.kind === "iri") chosen.push(graph.text.slice(1, -1));
    if (graph?.kind === "name") {
      const colon = graph.text.indexOf(":");
      chosen.push((spaces[graph.text.slice(0, colon)] ?? "") + graph.text.slice(colon + 1));
    }
  });
  return chosen;
}

/** The prefixes that a query declares. */
function declaredIn(found) {
  const declared = {};
  found.forEach(({ text }, at) => {
    const [name, iri] = [found[at + 1], found[at + 2]];
    if (text.toUpperCase() === "PREFIX" && name?.kind === "name" && iri?.kind === "iri") {
      declared[name.text.slice(0, -1)] = iri.text.slice(1, -1);
    }
  });
  return declared;
}
