/** The experts' editor (Yasgui), loaded when it is opened, answered by the page's own engine. */

import { ENDPOINT, serveEndpoint } from "./endpoint.js";
import { loadScript, loadStyle } from "./loading.js";
import { mend } from "./mend.js";
import { at, engine, settings } from "./page.js";
import { prologue } from "./query-text.js";

const TERMS = `
SELECT ?kind ?term WHERE {
  ?term a ?class .
  FILTER(?class IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty, rdf:Property))
  BIND(IF(?class = owl:Class, "class", "property") AS ?kind)
}
ORDER BY ?term`;

/**
 * Put the editor into an element.
 *
 * @param {HTMLElement} parent
 * @param {string} query what it begins with
 */
export async function openAdvanced(parent, query) {
  serveEndpoint();
  await Promise.all([
    loadStyle(at("assets/vendor/yasgui/yasgui.min.css")),
    loadScript(at("assets/vendor/yasgui/yasgui.min.js")),
  ]);
  const { prefixes } = await settings();
  const { Yasgui } = window;
  const own = await completers(prefixes);
  for (const { of, config } of own) Yasgui.Yasqe.forkAutocompleter(of, config, false);
  Yasgui.Yasqe.defaults.autocompleters = ["variables", ...own.map(({ config }) => config.name)];
  mend(parent);
  const editor = new Yasgui(parent, {
    autofocus: false,
    persistenceId: null,
    populateFromUrl: false,
    requestConfig: { endpoint: ENDPOINT, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }], keys: [] },
    yasqe: { persistenceId: null, createShareableLink: shareable },
    yasr: { prefixes, persistenceId: null },
  });
  editor.getTab().getYasqe().setValue(declared(query, prefixes));
}

/** The query with its prefixes declared: the editor checks what it shows. */
function declared(query, prefixes) {
  return prologue(query, prefixes).replaceAll("> ", ">\n") + query;
}

/** The link of this page that holds the editor's query. @param {{getValue(): string}} yasqe */
function shareable(yasqe) {
  const page = location.href.split("#", 1)[0];
  return `${page}#${new URLSearchParams({ q: yasqe.getValue() })}`;
}

/**
 * Completions from our prefixes and our ontology, in place of those that Yasgui would ask from
 * other hosts.
 *
 * @param {Record<string, string>} prefixes
 */
async function completers(prefixes) {
  const { body } = await (await engine()).query(TERMS);
  const rows = JSON.parse(body).results.bindings;
  const terms = (/** @type {string} */ kind) =>
    rows.filter((row) => row.kind.value === kind).map(({ term }) => term.value);
  const known = Object.entries(prefixes).map(([name, space]) => `${name}: <${space}>`);
  return [
    { of: "prefixes", config: { name: "greffe-prefixes", get: known, persistenceId: null } },
    { of: "property", config: { name: "greffe-property", bulk: true, get: terms("property") } },
    { of: "class", config: { name: "greffe-class", bulk: true, get: terms("class") } },
  ];
}
