/**
 * Mends from outside what the experts' editor lacks for assistive technology: names of fields, a
 * list of tabs that holds nothing but tabs, headers with a text.  What it cannot reach is listed
 * in the decision record about live questions.
 */

import { element } from "./elements.js";

/** Names of fields, by what finds them. */
const NAMES = {
  ".CodeMirror textarea": "SPARQL query",
  "select.tableSizer": "Rows per page",
  "input.tableFilter": "Filter the rows",
  ".tab input": "Name of the tab",
  ".yasr_results .CodeMirror textarea": "Raw response",
};
const EMPTY_HEADER = "th .dt-column-title:empty";

/** Keep an element mended, whatever is drawn in it. @param {HTMLElement} root */
export function mend(root) {
  const repair = () => {
    for (const [selector, name] of Object.entries(NAMES)) {
      for (const field of root.querySelectorAll(selector)) attribute(field, "aria-label", name);
    }
    for (const title of root.querySelectorAll(EMPTY_HEADER)) {
      title.append(element("span", { class: "visually-hidden" }, "Row"));
    }
    for (const tabs of root.querySelectorAll(".tabsList")) repairTabs(tabs);
  };
  new MutationObserver(repair).observe(root, { childList: true, subtree: true });
  repair();
}

/**
 * A list of tabs may own tabs alone (WAI-ARIA 1.2, `tablist`), but this one holds a button too:
 * the role passes to an empty element that owns the tabs.
 *
 * @param {Element} tabs
 */
function repairTabs(tabs) {
  const ids = [...tabs.querySelectorAll('[role="tab"]')].map(({ id }) => id).join(" ");
  let list = tabs.parentElement?.querySelector(":scope > .tab-owner");
  if (!list) {
    list = element("div", { role: "tablist", class: "tab-owner", "aria-label": "Queries" });
    tabs.before(list);
    tabs.removeAttribute("role");
  }
  attribute(list, "aria-owns", ids);
}

/** Set an attribute only where it differs, so that the observer comes to rest. */
function attribute(part, name, value) {
  if (part.getAttribute(name) !== value) part.setAttribute(name, value);
}
