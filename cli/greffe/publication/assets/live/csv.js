/** SPARQL 1.1 Query Results CSV, and the CSV that French Excel opens. */

import { columnsWithIris } from "./grid.js";

const MARK = "\ufeff";
const TO_QUOTE = /[",;\r\n]/;
/** Characters that make a spreadsheet read a cell as a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Bare values, CRLF, unbound cells empty. @param {import("./grid.js").Table} table */
export function csv({ variables, rows }) {
  const lines = rows.map((row) => variables.map((name) => bare(row[name])));
  return [variables, ...lines].map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

/**
 * Byte order mark, `;`, CRLF, a column of IRIs beside each thing; a text that a spreadsheet would
 * compute has an apostrophe before it.
 *
 * @param {import("./grid.js").Grid} grid
 */
export function excelCsv(grid) {
  const columns = columnsWithIris(grid);
  const heads = columns.map(({ heading }) => harmless({ words: heading }));
  const lines = grid.rows.map((_, row) => columns.map(({ cells }) => harmless(cells[row])));
  return MARK + [heads, ...lines].map((line) => `${line.map(quoted).join(";")}\r\n`).join("");
}

/** @param {import("./terms.js").Term | undefined} term */
function bare(term) {
  if (!term) return "";
  return term.type === "bnode" ? `_:${term.value}` : String(term.value);
}

/** @param {string} text */
function quoted(text) {
  return TO_QUOTE.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {import("./grid.js").Cell} cell */
function harmless({ words, isNumber }) {
  return FORMULA.test(words) && !isNumber ? `'${words}` : words;
}
