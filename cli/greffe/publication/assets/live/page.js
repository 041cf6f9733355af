/**
 * What every live page shares: its language, the site's own settings, one engine for all who ask.
 *
 * @typedef {{prefixes: Record<string, string>, places: import("./places.js").Places,
 *   data: {path: string, bytes: number, engine: number}, seconds: number}} Settings
 */

import { Engine } from "./engine.js";
import { place } from "./places.js";

const ROOT = new URL("../../", import.meta.url);
const ENGINE = new URL("../vendor/oxigraph/oxigraph.wasm", import.meta.url);

/** @type {"fr" | "en"} */
export const language = document.documentElement.lang === "en" ? "en" : "fr";

/** @type {Promise<Settings> | undefined} */
let told;

/** The site's settings, fetched once. @returns {Promise<Settings>} */
export function settings() {
  told ??= fetch(new URL("settings.json", import.meta.url)).then((response) => response.json());
  return told;
}

/** @type {Promise<Engine> | undefined} */
let shared;

/** The engine that the whole page shares; it loads nothing before the first question. */
export function engine() {
  shared ??= settings().then(({ prefixes, data, seconds }) => {
    const asked = Number(document.querySelector("[data-seconds]")?.getAttribute("data-seconds"));
    const limit = asked || seconds;
    return new Engine({ wasm: ENGINE.href, data: at(data.path), prefixes, seconds: limit });
  });
  return shared;
}

/** The absolute address of a path from the root of the site. @param {string} path */
export const at = (path) => new URL(path, ROOT).href;

/**
 * The address of the page that speaks of a thing, in the language of this page.
 *
 * @param {string} iri
 * @param {import("./places.js").Places} places
 */
export function addressOf(iri, places) {
  const path = place(iri, places);
  return path === undefined ? undefined : at(language === "en" ? `en/${path}` : path);
}

/** What a script element of data holds. @param {string} id */
export function dataOf(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

/** Words in the language of the page. @param {{fr: string, en: string}} text */
export const say = (text) => text[language];
