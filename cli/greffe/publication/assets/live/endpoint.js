/**
 * A SPARQL endpoint that is no server: requests to its address are answered by the page's engine
 * (SPARQL 1.1 Protocol, query by GET or by a form in POST).
 */

import { Fault } from "./fault.js";
import { at, engine, say } from "./page.js";

/** The address that the experts' editor sends its requests to; nothing is ever sent there. */
export const ENDPOINT = at("sparql");

/** Have `fetch` answer requests to the endpoint itself; all others go their way. */
export function serveEndpoint() {
  const send = window.fetch.bind(window);
  window.fetch = async (target, options) => {
    const request = target instanceof Request ? target : new Request(target, options);
    return request.url.split("?", 1)[0] === ENDPOINT ? answered(request) : send(target, options);
  };
}

/** @param {Request} request */
async function answered(request) {
  const query = await queryOf(request);
  if (query === null) return new Response(say(NOT_A_QUERY), { status: 400 });
  try {
    const { type, body } = await raced((await engine()).query(query), request.signal);
    return new Response(body, { headers: { "Content-Type": type } });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return new Response(say(error.words), { status: 400, statusText: "Bad Request" });
  }
}

/** @param {Request} request @returns {Promise<string | null>} */
async function queryOf(request) {
  if (request.method === "GET") return new URL(request.url).searchParams.get("query");
  return new URLSearchParams(await request.clone().text()).get("query");
}

/** The answer, unless the person stops it first. @template T @param {Promise<T>} answer */
async function raced(answer, signal) {
  const stop = async () => (await engine()).stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await answer;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

const NOT_A_QUERY = {
  fr: "Seules les requêtes sont permises : SELECT, ASK, CONSTRUCT et DESCRIBE.",
  en: "Only queries are allowed: SELECT, ASK, CONSTRUCT and DESCRIBE.",
};
