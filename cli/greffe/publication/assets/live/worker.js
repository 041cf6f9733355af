/**
 * Keeps the graph off the page's own thread: loads it once, answers one query after the other.
 * The page ends the worker when a query takes too long.
 */

import start, { Store } from "../vendor/oxigraph/oxigraph.js";
import { Fault } from "./fault.js";
import { LiveStore, isFatal } from "./store.js";

/** @type {LiveStore | undefined} */
let store;

/** @type {Record<string, (request: any) => Promise<any>>} */
const HANDLERS = {
  async load({ wasm, data, prefixes }) {
    const [, bytes] = await Promise.all([start({ module_or_path: wasm }), fetched(data)]);
    store = new LiveStore(new Store(), prefixes);
    store.load(bytes);
  },
  async query({ text, values }) {
    return store.query(text, values);
  },
};

self.addEventListener("message", async ({ data: request }) => {
  const { id } = request;
  try {
    self.postMessage({ id, answer: await HANDLERS[request.task](request) });
  } catch (error) {
    const fault = error instanceof Fault ? error : unforeseen(error);
    self.postMessage({ id, fault: fault.plain(), fatal: isFatal(error) });
  }
});

/** @param {unknown} error */
function unforeseen(error) {
  const why = String(error);
  return new Fault({
    fr: `Le moteur de requêtes n’a pas pu répondre (${why}).`,
    en: `The query engine could not answer (${why}).`,
  });
}

/** The bytes at an address; a server may or may not have undone their gzip. @param {string} url */
async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
