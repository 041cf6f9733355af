/**
 * SPARQL text, token by token, by the terminals of the SPARQL 1.1 grammar (section 19.8), so that
 * nothing inside a string, an IRI or a comment is taken for syntax.
 *
 * @typedef {{kind: string, text: string, start: number}} Token
 * @typedef {import("./terms.js").Term} Term
 */

import { Fault } from "./fault.js";
import { written } from "./terms.js";

const W = String.raw`[\p{L}\p{N}_]`;
const TERMINALS = {
  comment: String.raw`#[^\r\n]*`,
  iri: String.raw`<[^<>"{}|^${"`"}\\\x00-\x20]*>`,
  string:
    String.raw`"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}` +
    String.raw`|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'`,
  variable: `[?$]${W}+`,
  language: "@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
  blank: String.raw`_:[\p{L}\p{N}_.\-]*${W}`,
  name:
    String.raw`(?:\p{L}[\p{L}\p{N}_.\-]*)?:` +
    String.raw`(?:[\p{L}\p{N}_:%\\][\p{L}\p{N}_.\-:%\\]*[\p{L}\p{N}_:%]|[\p{L}\p{N}_:%])?`,
  word: `${W}+`,
  mark: String.raw`\S`,
};
const TOKEN = new RegExp(
  Object.entries(TERMINALS)
    .map(([kind, terminal]) => `(?<${kind}>${terminal})`)
    .join("|"),
  "gsu",
);
const FORMS = new Set(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);

/** Every token of a query, comments included. @param {string} query @returns {Token[]} */
export function tokens(query) {
  return [...query.matchAll(TOKEN)].map((found) => {
    const [kind, text] = Object.entries(found.groups).find(([, part]) => part !== undefined);
    return { kind, text, start: found.index };
  });
}

/** The tokens that mean something. @param {string} query */
export const significant = (query) => tokens(query).filter(({ kind }) => kind !== "comment");

/** The line and column, both from 1, of an offset. @param {string} query @param {number} offset */
export function place(query, offset) {
  const before = query.slice(0, offset);
  return [before.split("\n").length, offset - before.lastIndexOf("\n")];
}

/** The form of a query, upper case; `""` when it has none. @param {string} query */
export function form(query) {
  const word = significant(query).find(({ kind, text }) => kind === "word" && FORMS.has(text.toUpperCase()));
  return word ? word.text.toUpperCase() : "";
}

/**
 * The PREFIX declarations, on one line, of those of our prefixes which the query leaves out.
 *
 * @param {string} query
 * @param {Record<string, string>} prefixes
 */
export function prologue(query, prefixes) {
  const [declared, used] = [new Set(), new Set()];
  let previous = "";
  for (const { kind, text } of significant(query)) {
    if (kind === "name") (previous === "PREFIX" ? declared : used).add(text.split(":", 1)[0]);
    previous = text.toUpperCase();
  }
  const missing = [...used].filter((name) => name in prefixes && !declared.has(name)).sort();
  return missing.map((name) => `PREFIX ${name}: <${prefixes[name]}> `).join("");
}

/**
 * The query with variables bound to terms by VALUES blocks inside its WHERE group.
 *
 * The block opens the group; for a variable that the query computes (`AS ?year`) it closes it.
 * Where a subquery leaves a variable open (`VALUES ?name { UNDEF }`), the term stands instead.
 * The terms are written by their own grammar; nothing else in the text changes.
 *
 * @param {string} text
 * @param {Record<string, Term>} values
 */
export function withValues(text, values) {
  const names = Object.keys(values);
  if (!names.length) return text;
  const query = filled(text, values);
  const [opening, closing] = whereGroup(query);
  const computed = computedIn(query);
  const first = block(names.filter((name) => !computed.has(name)), values);
  const last = block(names.filter((name) => computed.has(name)), values);
  return query.slice(0, opening) + first + query.slice(opening, closing) + last + query.slice(closing);
}

/** @param {string[]} names @param {Record<string, Term>} values */
function block(names, values) {
  if (!names.length) return "";
  const row = names.map((name) => written(values[name])).join(" ");
  return ` VALUES (${names.map((name) => `?${name}`).join(" ")}) { (${row}) } `;
}

/**
 * The query with the terms in the place of `UNDEF` where variables are left open.
 *
 * @param {string} query
 * @param {Record<string, Term>} values
 */
function filled(query, values) {
  const found = significant(query);
  let [text, end] = ["", 0];
  found.forEach(({ text: first }, at) => {
    const [variable, opening, undefined_, closing] = found.slice(at + 1, at + 5);
    const shape = [first, opening?.text, undefined_?.text, closing?.text].join(" ").toUpperCase();
    const name = variable?.text.slice(1);
    if (shape !== "VALUES { UNDEF }" || !Object.hasOwn(values, name)) return;
    text += query.slice(end, undefined_.start) + written(values[name]);
    end = undefined_.start + undefined_.text.length;
  });
  return text + query.slice(end);
}

/** Where the inside of the outermost group begins and ends. @param {string} query */
function whereGroup(query) {
  let [parentheses, braces, opening] = [0, 0, 0];
  for (const { text, start } of tokens(query).filter(({ kind }) => kind === "mark")) {
    parentheses += (text === "(") - (text === ")");
    if (text === "{" && (braces || !parentheses)) {
      braces += 1;
      opening ||= start + 1;
    } else if (text === "}" && braces) {
      braces -= 1;
      if (!braces) return [opening, start];
    }
  }
  throw new Fault({
    fr: "La requête n’a pas de groupe WHERE.",
    en: "The query has no WHERE group.",
  });
}

/** The variables that the query itself assigns (`AS ?name`). @param {string} query */
function computedIn(query) {
  const found = significant(query);
  const variables = found.filter(
    ({ kind }, at) => kind === "variable" && at > 0 && found[at - 1].text.toUpperCase() === "AS",
  );
  return new Set(variables.map(({ text }) => text.slice(1)));
}
