/** Third parties' scripts and styles, loaded when they are needed. */

import { element } from "./elements.js";

/** @param {string} src @returns {Promise<unknown>} */
export const loadScript = (src) => loaded(element("script", { src }));

/** @param {string} href @returns {Promise<unknown>} */
export const loadStyle = (href) => loaded(element("link", { rel: "stylesheet", href }));

/** @param {HTMLElement} part */
function loaded(part) {
  return new Promise((resolve, reject) => {
    part.addEventListener("load", resolve, { once: true });
    part.addEventListener("error", reject, { once: true });
    document.head.append(part);
  });
}
