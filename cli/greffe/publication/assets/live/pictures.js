/** A grid as the page shows it: a table, and bars where it counts things. */

import { drawn, element } from "./elements.js";
import { say } from "./page.js";
import { WORDS, filled } from "./words.js";

/** How many rows are shown; downloads have them all. */
export const SHOWN = 500;
const MOST_BARS = 60;
/** How many columns a phone has room for. */
const NARROW = 3;

/** @param {import("./grid.js").Grid} grid @param {string} caption */
export function tableOf({ headings, rows }, caption) {
  const heads = headings.map((heading) => element("th", { scope: "col" }, heading));
  const lines = rows.slice(0, SHOWN).map((row) => element("tr", {}, ...row.map((each, at) => cell(each, headings[at]))));
  const label = element("caption", {}, caption);
  const body = element("tbody", {}, ...lines);
  const made = element("table", {}, label, element("thead", {}, element("tr", {}, ...heads)), body);
  const width = headings.length <= NARROW ? "table-scroll narrow" : "table-scroll by-row";
  const attributes = { class: width, role: "region", tabindex: "0", "aria-label": caption };
  return element("div", attributes, made);
}

/**
 * @param {import("./grid.js").Cell} told
 * @param {string} heading that of its column, which stands before the words on a phone
 */
function cell({ words, iri, href, isNumber }, heading) {
  const label = { "data-label": heading };
  if (isNumber) return element("td", { class: "number", ...label }, words);
  const lines = words.split("\n").flatMap((line, at) => (at ? [element("br"), line] : [line]));
  if (href) return element("td", label, element("a", { href }, ...lines));
  if (iri?.startsWith("http")) {
    return element("td", label, element("a", { href: iri, rel: "external" }, ...lines));
  }
  return element("td", label, ...lines);
}

/**
 * Bars for a grid that counts: one column of numbers, no more rows than can be read.
 *
 * @param {import("./grid.js").Grid} grid
 * @returns {HTMLElement | undefined}
 */
export function barsOf({ headings, rows }) {
  const counted = headings.findIndex((_, at) => rows.every((row) => row[at].isNumber));
  const named = headings.findIndex((_, at) => rows.some((row) => row[at].words) && at !== counted);
  const others = headings.filter((_, at) => at !== counted && rows.some((row) => row[at].isNumber));
  if (counted < 0 || named < 0 || others.length || rows.length < 2 || rows.length > MOST_BARS) {
    return undefined;
  }
  const most = Math.max(...rows.map((row) => Number(row[counted].words)));
  const bars = rows.map((row) => bar(row[named].words || "–", row[counted].words, most));
  const label = say(filled(WORDS.chart, { heading: headings[counted] }));
  return element("div", { class: "bars", role: "img", "aria-label": label }, ...bars);
}

/** @param {string} name @param {string} value @param {number} most */
function bar(name, value, most) {
  const width = String(most > 0 ? (100 * Number(value)) / most : 0);
  const size = { viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" };
  const filling = drawn("rect", { width, height: "1", fill: "currentColor" });
  return element(
    "div",
    { class: "bar" },
    element("span", { class: "bar-name" }, name),
    drawn("svg", size, filling),
    element("span", { class: "bar-value" }, value),
  );
}
