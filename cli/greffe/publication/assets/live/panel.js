/** The answer on the page: progress, what was found, and the ways to take it away. */

import { csv, excelCsv } from "./csv.js";
import { button, element, save } from "./elements.js";
import { Fault } from "./fault.js";
import { arrange, irisOf, table } from "./grid.js";
import { namesOf } from "./names.js";
import { addressOf, engine, language, say, settings } from "./page.js";
import { SHOWN, barsOf, tableOf } from "./pictures.js";
import { WORDS, filled } from "./words.js";
import { metadata, origin } from "./origin.js";
import { XLSX, xlsx } from "./xlsx.js";

const CSVW = "application/csvm+json";
const MEGABYTE = 1e6;

export class Panel {
  /** @param {HTMLElement} status told aloud @param {HTMLElement} result @param {HTMLElement} stop */
  constructor(status, result, stop) {
    Object.assign(this, { status, result, stop });
    stop.addEventListener("click", async () => (await engine()).stop());
  }

  /**
   * Ask, and show the answer or the fault; resolves when it is shown.
   *
   * @param {string} text
   * @param {Record<string, import("./terms.js").Term>} [values]
   * @param {{name?: string, title?: string, headings?: Record<string, string>}} [about]
   */
  async ask(text, values = {}, about = {}) {
    this.result.setAttribute("aria-busy", "true");
    this.stop.hidden = false;
    try {
      const asked = await engine();
      const { data } = await settings();
      const size = ((data.bytes + data.engine) / MEGABYTE).toFixed(1);
      const shown = language === "fr" ? size.replace(".", ",") : size;
      if (!asked.loading) this.tell(filled(WORDS.loading, { size: shown }));
      await asked.ready();
      this.tell(WORDS.running);
      const answer = await asked.query(text, values);
      await this.show(answer, { ...about, query: text, address: location.href });
    } catch (error) {
      this.fail(error);
    } finally {
      this.result.removeAttribute("aria-busy");
      this.stop.hidden = true;
    }
  }

  /** Say what is under way, to eyes and ears. @param {{fr: string, en: string}} text */
  tell(text) {
    this.status.textContent = say(text);
    this.status.classList.remove("fault");
  }

  /** Show what went wrong. @param {unknown} error */
  fail(error) {
    if (!(error instanceof Fault)) throw error;
    this.status.textContent = say(error.words);
    this.status.classList.add("fault");
    this.result.replaceChildren();
  }

  /** @param {import("./store.js").Answer} answer @param {object} about */
  async show({ type, body }, about) {
    if (type !== "application/sparql-results+json") {
      this.tell(WORDS.graph);
      this.result.replaceChildren(
        element("pre", { tabindex: "0" }, body),
        this.downloads({ "Turtle (.ttl)": () => file(about, "ttl", type, body) }),
      );
      return;
    }
    const told = JSON.parse(body);
    if ("boolean" in told) {
      this.tell(told.boolean ? WORDS.yes : WORDS.no);
      this.result.replaceChildren();
      return;
    }
    await this.showTable(body, about);
  }

  /** @param {string} body @param {{name?: string, headings?: Record<string, string>, title?: string}} about */
  async showTable(body, about) {
    const told = table(body);
    const grid = arrange(told, {
      language,
      headings: about.headings ?? {},
      labels: await labels(irisOf(told)),
    });
    const count = grid.rows.length;
    const singular = language === "fr" ? count < 2 : count === 1;
    const counted = say(filled(singular ? WORDS.row : WORDS.rows, { count }));
    const rest = count > SHOWN ? ` ${say(filled(WORDS.first, { shown: SHOWN }))}` : "";
    this.tell(count ? { fr: counted + rest, en: counted + rest } : WORDS.nothing);
    if (!count) return this.result.replaceChildren();
    const bars = barsOf(grid);
    const site = await settings();
    this.result.replaceChildren(
      ...(bars ? [bars] : []),
      tableOf(grid, about.title ?? say(WORDS.answer)),
      this.downloads({
        CSV: () => file(about, "csv", "text/csv;charset=utf-8", csv(told)),
        [say(WORDS.excel)]: () => file(about, "excel.csv", "text/csv;charset=utf-8", excelCsv(grid)),
        [say(WORDS.metadata)]: () =>
          file(about, "csv-metadata.json", CSVW, metadata(about, site, told.variables, language)),
        "Excel (.xlsx)": () =>
          file(about, "xlsx", XLSX, xlsx(grid, say(WORDS.origin), origin(about, site, language))),
        JSON: () => file(about, "json", "application/sparql-results+json", body),
      }),
    );
    return undefined;
  }

  /** @param {Record<string, () => void>} ways */
  downloads(ways) {
    const buttons = Object.entries(ways).map(([words, action]) => button(words, action));
    const link = button(say(WORDS.link), () => this.copyLink());
    const attributes = { class: "actions", role: "group", "aria-label": say(WORDS.downloads) };
    return element("div", attributes, ...buttons, link);
  }

  async copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      this.tell(WORDS.copied);
    } catch {
      this.tell(WORDS.notCopied);
    }
  }
}

/** What things are called and where their pages are. @param {Set<string>} iris */
async function labels(iris) {
  const { places } = await settings();
  const names = await namesOf(await engine(), iris, language, places);
  return new Map(
    [...names].map(([iri, { label, hasPage }]) => [
      iri,
      { label, href: hasPage ? addressOf(iri, places) : undefined },
    ]),
  );
}

/** @param {{name?: string}} about */
function file({ name = "greffe" }, suffix, type, content) {
  save(`${name}.${suffix}`, new Blob([content], { type }));
}
