/** The page of queries: a plain editor, the library as examples, and two editors of others behind it. */

import { dataOf } from "./page.js";
import { Panel } from "./panel.js";
import { WORDS } from "./words.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("query-form"));
const query = /** @type {HTMLTextAreaElement} */ (document.getElementById("query"));
const examples = /** @type {HTMLSelectElement} */ (document.getElementById("examples"));
const advanced = /** @type {HTMLDetailsElement} */ (document.getElementById("advanced"));
const visual = /** @type {HTMLDetailsElement} */ (document.getElementById("visual"));
const [status, result, stop] = ["status", "result", "stop"].map((id) => document.getElementById(id));
const panel = new Panel(status, result, stop);
const library = dataOf("library");

/** The query that the address holds (`#q=…`). */
const linked = () => new URLSearchParams(location.hash.slice(1)).get("q");

async function ask() {
  if (!query.value.trim()) {
    panel.tell(WORDS.query);
    query.focus();
    return;
  }
  history.replaceState(null, "", `#${new URLSearchParams({ q: query.value })}`);
  await panel.ask(query.value);
}

/** Put a query into the editor. @param {string} text */
function write(text) {
  query.value = text;
}

function recall() {
  const text = linked();
  if (text === null) return;
  write(text);
  ask();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
});
examples.addEventListener("change", () => {
  const chosen = library.find(({ name }) => name === examples.value);
  if (chosen) write(chosen.text);
});
/** Do something the first time that a part of the page is opened. */
function atFirst(part, act) {
  part.addEventListener("toggle", act, { once: true });
  part.hidden = false;
}

atFirst(advanced, async () => {
  const { openAdvanced } = await import("./advanced.js");
  await openAdvanced(document.getElementById("yasgui"), query.value);
});
atFirst(visual, async () => {
  const { openVisual } = await import("./visual.js");
  await openVisual(document.getElementById("sparnatural"), { write, run: ask });
});
window.addEventListener("hashchange", recall);
form.hidden = false;
recall();
