/**
 * Where an answer comes from, to go with its files: the question, the query, the version of the
 * data, the documents that they were read from, and the address that asks again.
 */

import { WORDS } from "./words.js";

/**
 * @typedef {object} Asked
 * @property {string} [name]
 * @property {string} [title]
 * @property {string} query
 * @property {string} address
 */

/**
 * @typedef {object} Told
 * @property {string} version
 * @property {{iri: string, fr: string, en: string}[]} sources
 */

/**
 * What is known of an answer, one row a fact: what it is called, and what it is.
 *
 * @param {Asked} asked
 * @param {Told} told
 * @param {"fr" | "en"} language
 * @returns {[string, string][]}
 */
export function origin(asked, told, language) {
  const row = (words, value) => /** @type {[string, string]} */ ([words[language], value]);
  return [
    ...(asked.title ? [row(WORDS.question, asked.title)] : []),
    row(WORDS.address, asked.address),
    row(WORDS.version, told.version),
    ...told.sources.map((source) => row(WORDS.source, `${source[language]} <${source.iri}>`)),
    row(WORDS.sparql, asked.query),
  ];
}

/**
 * The same beside a CSV file, as CSVW metadata (W3C, 2015): its columns and where it comes from.
 *
 * @param {Asked} asked
 * @param {Told} told
 * @param {string[]} columns the variables of the answer
 * @param {"fr" | "en"} language
 */
export function metadata(asked, told, columns, language) {
  const described = {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": language }],
    url: `${asked.name ?? "greffe"}.csv`,
    ...(asked.title ? { "dc:title": asked.title } : {}),
    "dc:source": told.sources.map(({ iri }) => ({ "@id": iri })),
    "dc:identifier": asked.address,
    "schema:version": told.version,
    "rdfs:comment": asked.query,
    tableSchema: { columns: columns.map((name) => ({ name, titles: name })) },
  };
  return `${JSON.stringify(described, null, 1)}\n`;
}
