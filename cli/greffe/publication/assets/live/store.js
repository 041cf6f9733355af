/**
 * The graph in memory: Oxigraph behind the same rules as the `greffe` command.  The default graph
 * is the union of all named graphs, our prefixes need no declaration, nothing changes the data.
 *
 * It knows neither page nor worker: the engine's own classes are handed to it.
 *
 * @typedef {{form: string, type: string, body: string}} Answer form of the query, media type, text
 */

import { Fault } from "./fault.js";
import { readsNamedGraphs, refuseDepth, refuseService, refuseUpdates } from "./guard.js";
import { form, prologue, withValues } from "./query-text.js";

const TABLE = { type: "application/sparql-results+json", format: "json" };
const GRAPH = { type: "text/turtle", format: "text/turtle" };
const WHERE = /error at (\d+):(\d+)/;

export class LiveStore {
  /** @param {any} engine an Oxigraph store @param {Record<string, string>} prefixes */
  constructor(engine, prefixes) {
    this.engine = engine;
    this.prefixes = prefixes;
  }

  /** Read the data, in TriG. @param {Uint8Array} data */
  load(data) {
    this.engine.load(data, { format: "application/trig", no_transaction: true, lenient: true });
    const graphs = this.engine.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }");
    this.graphs = new Set(graphs.map((row) => row.get("g").value));
  }

  /**
   * Answer a query of any form, with `values` bound to its variables; throw a `Fault`.
   *
   * @param {string} text
   * @param {Record<string, import("./terms.js").Term>} [values]
   * @returns {Answer}
   */
  query(text, values = {}) {
    refuseDepth(text);
    refuseUpdates(text);
    refuseService(text);
    const union = !readsNamedGraphs(text, this.prefixes, (graph) => this.graphs.has(graph));
    const added = prologue(text, this.prefixes);
    const kind = form(text);
    const { type, format } = kind === "CONSTRUCT" || kind === "DESCRIBE" ? GRAPH : TABLE;
    const options = { results_format: format, use_default_graph_as_union: union };
    try {
      const body = this.engine.query(added + withValues(text, values), options);
      return { form: kind, type, body };
    } catch (error) {
      throw isFatal(error) ? error : faultOf(error, added.length);
    }
  }
}

/** Whether the engine itself fell, so that only a new one can answer. @param {unknown} error */
export function isFatal(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** The fault that Oxigraph's message describes. @param {unknown} error @param {number} added */
function faultOf(error, added) {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  const found = WHERE.exec(message);
  if (!found) {
    return new Fault({ fr: `Requête refusée (${message}).`, en: `Query refused (${message}).` });
  }
  const line = Number(found[1]);
  const column = Number(found[2]) - (line === 1 ? added : 0);
  return new Fault(
    {
      fr: `Erreur de syntaxe, ligne ${line}, colonne ${column}, ou tout près.`,
      en: `Syntax error at line ${line}, column ${column}, or close to it.`,
    },
    { line, column },
  );
}
