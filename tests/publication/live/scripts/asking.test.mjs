/** From what a person fills in to terms, and the handle that ends what takes too long. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../../../cli/greffe/publication/assets/live/engine.js";
import { Fault } from "../../../../cli/greffe/publication/assets/live/fault.js";
import { termsOf } from "../../../../cli/greffe/publication/assets/live/fields.js";

const ROOT = "https://w3id.org/greffe/";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const field = (name, kind, required = false) => ({ name, kind, required, label: name });
const term = (kind, words) => termsOf([field("x", kind)], () => words, ROOT).x;

test("a choice is an IRI, with our root unless it has a root of its own", () => {
  assert.deepEqual(term("organization", "org/saaq"), { type: "uri", value: `${ROOT}org/saaq` });
  assert.deepEqual(term("unit", "https://x.ca/u/1"), { type: "uri", value: "https://x.ca/u/1" });
});

test("a text is a plain literal, whatever it holds", () => {
  assert.deepEqual(term("text", '"} #'), { type: "literal", value: '"} #' });
});

test("a year is a whole number of four digits, a number loses its leading zeros", () => {
  assert.deepEqual(term("year", "2012"), { type: "literal", value: "2012", datatype: `${XSD}integer` });
  assert.equal(term("integer", "007").value, "7");
  assert.throws(() => term("year", "12"), Fault);
  assert.throws(() => term("integer", "3,5"), Fault);
});

test("an optional field left empty stays unbound, a required one is named", () => {
  assert.deepEqual(termsOf([field("x", "text")], () => " ", ROOT), {});
  assert.throws(
    () => termsOf([field("destinataire", "organization", true)], () => "", ROOT),
    (fault) => fault.words.fr.includes("destinataire") && fault.details.kind === "destinataire",
  );
});

/** A worker that answers what `reply` says, or never. */
class Pretended extends EventTarget {
  constructor(reply) {
    super();
    Object.assign(this, { reply, ended: false, asked: [] });
  }

  postMessage(request) {
    this.asked.push(request);
    const told = this.reply(request);
    if (told === undefined) return;
    const event = Object.assign(new Event("message"), { data: { id: request.id, ...told } });
    queueMicrotask(() => this.dispatchEvent(event));
  }

  terminate() {
    this.ended = true;
  }
}

function engineOf(...replies) {
  const workers = replies.map((reply) => new Pretended(reply));
  const waiting = [...workers];
  const setup = { wasm: "w", data: "d", prefixes: {}, seconds: 0.05 };
  return { engine: new Engine(setup, () => waiting.shift()), workers };
}

const answering = ({ task, text }) => ({ answer: task === "load" ? undefined : { body: text } });
const silent = ({ task }) => (task === "load" ? { answer: undefined } : undefined);

test("the data are loaded once, at the first question", async () => {
  const { engine, workers } = engineOf(answering);
  assert.equal(workers[0].asked.length, 0);
  const answers = await Promise.all([engine.query("a"), engine.query("b")]);
  assert.deepEqual(answers.map(({ body }) => body), ["a", "b"]);
  assert.deepEqual(workers[0].asked.map(({ task }) => task), ["load", "query", "query"]);
});

test("a query that takes too long ends its worker, and the next gets a new one", async () => {
  const { engine, workers } = engineOf(silent, answering);
  await assert.rejects(engine.query("slow"), (fault) => fault.details.kind === "timeout");
  assert.ok(workers[0].ended);
  assert.equal((await engine.query("quick")).body, "quick");
});

test("a query that waits its turn is not charged for the one before it", async () => {
  const { engine } = engineOf(silent, answering);
  const [slow, quick] = await Promise.allSettled([engine.query("slow"), engine.query("quick")]);
  assert.equal(slow.status, "rejected");
  assert.equal(quick.value.body, "quick");
});

test("a person who stops a query is told so", async () => {
  const { engine } = engineOf(silent);
  const asked = engine.query("slow");
  setTimeout(() => engine.stop(), 10);
  await assert.rejects(asked, (fault) => fault.words.en === "The query was stopped.");
});

test("an engine that fell is replaced, and the fault is told in both languages", async () => {
  const fallen = ({ task }) =>
    task === "load"
      ? { answer: undefined }
      : { fault: { words: { fr: "chute", en: "fall" }, details: {} }, fatal: true };
  const { engine, workers } = engineOf(fallen, answering);
  await assert.rejects(engine.query("a"), (fault) => fault.words.fr === "chute");
  assert.ok(workers[0].ended);
  assert.equal((await engine.query("b")).body, "b");
});

test("data that cannot be loaded are asked for again the next time", async () => {
  const failing = () => ({ fault: { words: { fr: "absent", en: "absent" }, details: {} } });
  const { engine } = engineOf(failing, answering);
  await assert.rejects(engine.query("a"), Fault);
  assert.equal((await engine.query("b")).body, "b");
});
