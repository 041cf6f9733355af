/** A question of the library, asked live: its form, its answer, its permanent link. */

import { Fault } from "./fault.js";
import { termsOf } from "./fields.js";
import { dataOf, settings } from "./page.js";
import { Panel } from "./panel.js";

const question = dataOf("question-data");
const form = /** @type {HTMLFormElement} */ (document.getElementById("question-form"));
const [status, result, stop] = ["status", "result", "stop"].map((id) => document.getElementById(id));
const panel = new Panel(status, result, stop);

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/** Ask with what the form holds. */
async function ask() {
  const { places } = await settings();
  for (const { name } of question.fields) field(name).removeAttribute("aria-invalid");
  try {
    const values = termsOf(question.fields, (name) => field(name).value, places.root);
    document.getElementById("example-note")?.remove();
    remember();
    await panel.ask(question.text, values, question);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    panel.fail(error);
    const faulty = field(error.details.kind);
    faulty.setAttribute("aria-invalid", "true");
    faulty.focus();
  }
}

/** Put what was asked into the address, so that it can be kept and sent. */
function remember() {
  const asked = new URLSearchParams();
  for (const { name } of question.fields) {
    if (field(name).value) asked.set(name, field(name).value);
  }
  if (!asked.size) asked.set("live", "1");
  history.replaceState(null, "", `?${asked}`);
}

/**
 * Fill the form from the address; return whether the address asks anything. A field that must be
 * filled keeps its example where the address gives nothing for it.
 */
function recall() {
  const asked = new URLSearchParams(location.search);
  for (const { name, required } of question.fields) {
    const wanted = asked.get(name) ?? "";
    const told = asked.has(name) || asked.has("live");
    if (wanted || (told && !required)) field(name).value = wanted;
  }
  return asked.has("live") || question.fields.some(({ name }) => asked.has(name));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
form.hidden = false;
if (recall()) ask();
