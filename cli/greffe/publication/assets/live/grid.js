/**
 * A table made ready for people: headings in words, things by their label and page.
 *
 * @typedef {{words: string, iri?: string, href?: string, isNumber?: boolean}} Cell
 * @typedef {{headings: string[], rows: Cell[][]}} Grid
 * @typedef {{variables: string[], rows: Record<string, import("./terms.js").Term>[]}} Table
 */

import { isBoolean, isNumber } from "./terms.js";

const YES_NO = { fr: { true: "Oui", false: "Non" }, en: { true: "Yes", false: "No" } };
const NUMBERED = ["entry", "file", "communication"];
const NUMBER = "number";

/** The table of SPARQL JSON. @param {string} body @returns {Table} */
export function table(body) {
  const { head, results } = JSON.parse(body);
  return { variables: head.vars, rows: results.bindings };
}

/** Every IRI in a table. @param {Table} told */
export function irisOf({ rows }) {
  const terms = rows.flatMap((row) => Object.values(row));
  return new Set(terms.filter(({ type }) => type === "uri").map(({ value }) => value));
}

/**
 * The table in words.  The label of an entry begins with its number: a column of numbers beside
 * the entries would say it twice.
 *
 * @param {Table} told
 * @param {{language: "fr" | "en", headings: Record<string, string>,
 *   labels: Map<string, {label?: string, href?: string}>}} wording
 * @returns {Grid}
 */
export function arrange({ variables, rows }, { language, headings, labels }) {
  const hasEntries = NUMBERED.some((name) => variables.includes(name));
  const kept = variables.filter((name) => !(hasEntries && name === NUMBER));
  return {
    headings: kept.map((name) => headings[name] ?? name),
    rows: rows.map((row) => kept.map((name) => cell(row[name], language, labels))),
  };
}

/**
 * The columns of a grid, a column of IRIs after one that names things: what a spreadsheet gets.
 *
 * @param {Grid} grid
 * @returns {{heading: string, cells: Cell[]}[]}
 */
export function columnsWithIris({ headings, rows }) {
  return headings.flatMap((heading, at) => {
    const cells = rows.map((row) => row[at]);
    const column = { heading, cells };
    if (!cells.some(({ iri }) => iri)) return [column];
    return [column, { heading: `${heading} (IRI)`, cells: cells.map(({ iri }) => ({ words: iri ?? "" })) }];
  });
}

/** @returns {Cell} */
function cell(term, language, labels) {
  if (!term) return { words: "" };
  if (term.type === "uri") {
    const known = labels.get(term.value);
    return { words: known?.label ?? term.value, iri: term.value, href: known?.href };
  }
  if (term.type === "literal" && isBoolean(term)) {
    return { words: YES_NO[language][term.value] ?? term.value };
  }
  if (term.type === "literal") return { words: term.value, isNumber: isNumber(term) };
  return { words: term.type === "bnode" ? `_:${term.value}` : JSON.stringify(term.value) };
}
