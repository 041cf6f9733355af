/**
 * The fields of a question: from what a person chose to RDF terms, never to query text.
 *
 * @typedef {{name: string, kind: string, required: boolean, label: string}} Field
 */

import { Fault } from "./fault.js";
import { literal, named } from "./terms.js";
import { WORDS, filled } from "./words.js";

const LITERALS = {
  text: (/** @type {string} */ words) => literal(words),
  boolean: (words) => literal(words, "boolean"),
  integer: (words) => literal(String(BigInt(words)), "integer"),
  year: (words) => literal(words, "integer"),
};
const SHAPES = { integer: /^[+-]?[0-9]+$/, year: /^[0-9]{4}$/ };

/**
 * The terms of the fields that were filled; throws a `Fault` that names the field.
 *
 * @param {Field[]} fields
 * @param {(name: string) => string} written what the person wrote or chose
 * @param {string} root of our IRIs, which choices leave out
 * @returns {Record<string, import("./terms.js").Term>}
 */
export function termsOf(fields, written, root) {
  const terms = {};
  for (const { name, kind, required, label } of fields) {
    const words = written(name).trim();
    if (!words) {
      if (required) throw fieldFault(name, filled(WORDS.empty, { label }));
      continue;
    }
    terms[name] = termOf({ name, kind, label }, words, root);
  }
  return terms;
}

/** @param {{name: string, kind: string, label: string}} field */
function termOf({ name, kind, label }, words, root) {
  if (!(kind in LITERALS)) return named(words.includes("://") ? words : root + words);
  if (kind in SHAPES && !SHAPES[kind].test(words)) {
    const { fr, en } = WORDS[kind];
    const told = {
      fr: filled(WORDS.illTyped, { label, wanted: fr }).fr,
      en: filled(WORDS.illTyped, { label, wanted: en }).en,
    };
    throw fieldFault(name, told);
  }
  return LITERALS[kind](words);
}

/** @param {string} name @param {{fr: string, en: string}} words */
function fieldFault(name, words) {
  return new Fault(words, { kind: name });
}
