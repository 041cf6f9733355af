/**
 * The page's handle on the worker: one load of the data for all who ask, one query at a time, and
 * an end to those that take too long.
 *
 * @typedef {import("./store.js").Answer} Answer
 * @typedef {import("./terms.js").Term} Term
 */

import { Fault } from "./fault.js";

const SECONDS = 1000;

export class Engine {
  /**
   * @param {{wasm: string, data: string, prefixes: Record<string, string>, seconds: number}} setup
   * @param {() => Worker} [create]
   */
  constructor(setup, create = newWorker) {
    this.setup = setup;
    this.create = create;
    this.turn = Promise.resolve();
    this.asked = 0;
  }

  /** Load the data if they are not; resolves when queries can be answered. */
  ready() {
    this.loading ??= this.start();
    return this.loading;
  }

  /**
   * Answer a query; rejects with a `Fault`.
   *
   * @param {string} text
   * @param {Record<string, Term>} [values]
   * @returns {Promise<Answer>}
   */
  query(text, values = {}) {
    const answer = this.turn.then(async () => {
      await this.ready();
      return this.send({ task: "query", text, values }, this.setup.seconds);
    });
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  /** End whatever runs; the next query loads the data again. @param {Fault} [why] */
  stop(why = stopped()) {
    this.worker?.terminate();
    this.worker = undefined;
    this.loading = undefined;
    this.abandon?.(why);
  }

  async start() {
    this.worker = this.create();
    const { wasm, data, prefixes } = this.setup;
    try {
      await this.send({ task: "load", wasm, data, prefixes }, Infinity);
    } catch (fault) {
      this.stop();
      throw fault;
    }
  }

  /** @param {object} request @param {number} seconds */
  send(request, seconds) {
    const { worker } = this;
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      const timer =
        seconds < Infinity
          ? setTimeout(() => this.stop(tooLong(seconds)), seconds * SECONDS)
          : undefined;
      const settle = (/** @type {() => void} */ how) => {
        clearTimeout(timer);
        worker.removeEventListener("message", receive);
        this.abandon = undefined;
        how();
      };
      const receive = (/** @type {MessageEvent} */ { data }) => {
        if (data.id !== id) return;
        settle(() => (data.fault ? reject(Fault.from(data.fault)) : resolve(data.answer)));
        if (data.fatal) this.stop();
      };
      this.abandon = (why) => settle(() => reject(why));
      worker.addEventListener("message", receive);
      worker.addEventListener("error", () => settle(() => reject(notLoaded())), { once: true });
      worker.postMessage({ id, ...request });
    });
  }
}

function newWorker() {
  return new Worker(new URL("worker.js", import.meta.url), { type: "module" });
}

/** @param {number} seconds */
function tooLong(seconds) {
  return new Fault(
    {
      fr: `La requête a été arrêtée : elle prenait plus de ${seconds} s. Restreignez-la, par exemple avec LIMIT.`,
      en: `The query was stopped: it took more than ${seconds} s. Narrow it, for example with LIMIT.`,
    },
    { kind: "timeout" },
  );
}

function stopped() {
  return new Fault({ fr: "La requête a été arrêtée.", en: "The query was stopped." });
}

function notLoaded() {
  return new Fault({
    fr: "Le moteur de requêtes n’a pas pu être chargé par ce navigateur.",
    en: "This browser could not load the query engine.",
  });
}
