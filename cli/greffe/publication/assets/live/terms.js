/**
 * RDF terms as SPARQL 1.1 Query Results JSON has them, and as SPARQL and N-Triples write them.
 *
 * @typedef {{type: "uri" | "literal" | "bnode" | "triple", value: any, datatype?: string,
 *   "xml:lang"?: string}} Term
 */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMERIC = new Set(["integer", "decimal", "double", "float"].map((name) => XSD + name));
const SHORT_ESCAPES = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** @param {string} iri @returns {Term} */
export const named = (iri) => ({ type: "uri", value: iri });

/** @param {string} value @param {string} [datatype] name of an XSD type @returns {Term} */
export function literal(value, datatype) {
  return datatype ? { type: "literal", value, datatype: XSD + datatype } : { type: "literal", value };
}

/** Whether a term is a number. @param {Term} term */
export const isNumber = (term) => NUMERIC.has(term.datatype ?? "");

/** Whether a term is a boolean. @param {Term} term */
export const isBoolean = (term) => term.datatype === `${XSD}boolean`;

/**
 * The term in N-Triples: what the grammar leaves out of IRIs and strings becomes an escape.
 *
 * @param {Term} term
 * @returns {string}
 */
export function written(term) {
  switch (term.type) {
    case "uri":
      return `<${term.value.replace(/[\x00-\x20<>"{}|^`\\]/g, escaped)}>`;
    case "bnode":
      return `_:${term.value}`;
    case "triple": {
      const { subject, predicate, object } = term.value;
      return `<<( ${[subject, predicate, object].map(written).join(" ")} )>>`;
    }
    default:
      return quoted(term);
  }
}

/** @param {Term} term */
function quoted(term) {
  const text = term.value.replace(
    /[\x00-\x1f\x7f"\\]/g,
    (character) => SHORT_ESCAPES[character] ?? escaped(character),
  );
  if (term["xml:lang"]) return `"${text}"@${term["xml:lang"]}`;
  if (!term.datatype || term.datatype === `${XSD}string`) return `"${text}"`;
  return `"${text}"^^${written(named(term.datatype))}`;
}

/** @param {string} character */
function escaped(character) {
  return `\\u${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
