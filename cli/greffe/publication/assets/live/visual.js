/** The visual builder (Sparnatural), loaded when it is opened; it writes into the plain editor. */

import { element } from "./elements.js";
import { ENDPOINT, serveEndpoint } from "./endpoint.js";
import { loadScript, loadStyle } from "./loading.js";
import { at, language } from "./page.js";

const MOST_ROWS = "1000";
/** Names of what the builder leaves nameless, by what finds it. */
const NAMES = {
  fr: {
    'input[type="checkbox"]': "Montrer le nom des colonnes",
    'input[type="text"]': "Nom de la colonne",
    select: "Valeur",
  },
  en: {
    'input[type="checkbox"]': "Show the names of columns",
    'input[type="text"]': "Name of the column",
    select: "Value",
  },
};

/**
 * Put the builder into an element.
 *
 * @param {HTMLElement} parent
 * @param {{write: (query: string) => void, run: () => Promise<void>}} editor what it writes into
 */
export async function openVisual(parent, { write, run }) {
  serveEndpoint();
  const builder = element("spar-natural", {
    src: at("assets/live/builder.ttl"),
    lang: language,
    defaultlang: "fr",
    endpoint: ENDPOINT,
    distinct: "true",
    limit: MOST_ROWS,
  });
  builder.addEventListener("queryUpdated", ({ detail }) => {
    write(builder.expandSparql(detail.queryString));
  });
  builder.addEventListener("submit", async () => {
    builder.disablePlayBtn();
    await run();
    builder.enablePlayBtn();
  });
  await loadStyle(at("assets/vendor/sparnatural/sparnatural.css"));
  parent.append(builder);
  name(parent);
  await loadScript(at("assets/vendor/sparnatural/sparnatural.js"));
}

/** Name what is nameless, whenever something is drawn. @param {HTMLElement} root */
function name(root) {
  const repair = () => {
    for (const [selector, words] of Object.entries(NAMES[language])) {
      for (const field of root.querySelectorAll(`${selector}:not([aria-label])`)) {
        field.setAttribute("aria-label", words);
      }
    }
  };
  new MutationObserver(repair).observe(root, { childList: true, subtree: true });
}
