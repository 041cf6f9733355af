/**
 * Answers queries as the page does, outside a browser: reads one JSON object from standard input
 * (`scripts`, the folder of the page's modules; `engine`, that of Oxigraph; `data`; `prefixes`;
 * `requests`), writes the answers or faults as JSON.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const told = JSON.parse(readFileSync(0, "utf8"));
const load = (folder, name) => import(pathToFileURL(join(folder, name)).href);
const { default: start, Store } = await load(told.engine, "oxigraph.js");
const { LiveStore } = await load(told.scripts, "store.js");
const { withValues, prologue } = await load(told.scripts, "query-text.js");

await start({ module_or_path: readFileSync(join(told.engine, "oxigraph.wasm")) });
const store = new LiveStore(new Store(), told.prefixes);
store.load(readFileSync(told.data));

/** What a request answers, or its fault; and in any case the query that was sent. */
function answered({ text, values }) {
  try {
    return store.query(text, values);
  } catch (error) {
    return { fault: error.words ?? String(error), details: error.details };
  }
}

/** The query as it reaches the engine, if it can be bound. */
function bound({ text, values }) {
  try {
    return prologue(text, told.prefixes) + withValues(text, values ?? {});
  } catch {
    return null;
  }
}

const answers = told.requests.map((each) => ({ ...answered(each), bound: bound(each) }));
process.stdout.write(JSON.stringify(answers));
