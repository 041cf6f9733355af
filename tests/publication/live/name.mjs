/**
 * Names and places of things as the page finds them: reads one JSON object from standard input
 * (as `ask.mjs`, with `iris` and `places`), writes for each thing its labels and its address.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const told = JSON.parse(readFileSync(0, "utf8"));
const load = (folder, name) => import(pathToFileURL(join(folder, name)).href);
const { default: start, Store } = await load(told.engine, "oxigraph.js");
const { LiveStore } = await load(told.scripts, "store.js");
const { namesOf } = await load(told.scripts, "names.js");
const { place } = await load(told.scripts, "places.js");

await start({ module_or_path: readFileSync(join(told.engine, "oxigraph.wasm")) });
const store = new LiveStore(new Store(), told.prefixes);
store.load(readFileSync(told.data));
const [fr, en] = await Promise.all(
  ["fr", "en"].map((language) => namesOf(store, told.iris, language, told.places)),
);
const found = told.iris.map((iri) => {
  const address = fr.get(iri).hasPage ? place(iri, told.places) : null;
  return { fr: fr.get(iri).label ?? null, en: en.get(iri).label ?? null, address: address ?? null };
});
process.stdout.write(JSON.stringify(found));
