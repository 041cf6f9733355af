/** What people take away: CSV, CSV for French Excel, a workbook's archive. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, excelCsv } from "../../../../cli/greffe/publication/assets/live/csv.js";
import { arrange, columnsWithIris, irisOf } from "../../../../cli/greffe/publication/assets/live/grid.js";
import { xlsx } from "../../../../cli/greffe/publication/assets/live/xlsx.js";
import { crc32, zip } from "../../../../cli/greffe/publication/assets/live/zip.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const TABLE = {
  variables: ["number", "entry", "words", "count", "outside"],
  rows: [
    {
      number: { type: "literal", value: "C17" },
      entry: { type: "uri", value: "http://x/17" },
      words: { type: "literal", value: 'été; "2"', "xml:lang": "fr" },
      count: { type: "literal", value: "-3", datatype: `${XSD}integer` },
      outside: { type: "literal", value: "true", datatype: `${XSD}boolean` },
    },
    { words: { type: "literal", value: "=1+1" } },
  ],
};
const LABELS = new Map([["http://x/17", { label: "C17 – Titre", href: "17/" }]]);
const GRID = arrange(TABLE, { language: "fr", headings: { entry: "Inscription" }, labels: LABELS });

test("SPARQL CSV has bare values, CRLF, and quotes where RFC 4180 wants them", () => {
  const lines = csv(TABLE).split("\r\n");
  assert.equal(lines[0], "number,entry,words,count,outside");
  assert.equal(lines[1], 'C17,http://x/17,"été; ""2""",-3,true');
  assert.deepEqual(lines.slice(2), [",,=1+1,,", ""]);
});

test("a column of numbers beside the entries is left out, for their labels begin with it", () => {
  assert.deepEqual(GRID.headings, ["Inscription", "words", "count", "outside"]);
});

test("a boolean reads Oui or Non in French, Yes or No in English", () => {
  const english = arrange(TABLE, { language: "en", headings: {}, labels: LABELS });
  assert.equal(GRID.rows[0].at(-1).words, "Oui");
  assert.equal(english.rows[0].at(-1).words, "Yes");
});

test("French Excel gets a mark, semicolons, a column of IRIs and no formula", () => {
  const [head, first, second] = excelCsv(GRID).split("\r\n");
  assert.equal(head, "\ufeffInscription;Inscription (IRI);words;count;outside");
  assert.equal(first, 'C17 – Titre;http://x/17;"été; ""2""";-3;Oui');
  assert.equal(second, ";;'=1+1;;");
});

test("only columns that name things get a column of IRIs", () => {
  const headings = columnsWithIris(GRID).map(({ heading }) => heading);
  assert.deepEqual(headings, ["Inscription", "Inscription (IRI)", "words", "count", "outside"]);
  assert.deepEqual([...irisOf(TABLE)], ["http://x/17"]);
});

test("the checksum is that of the standard's own example", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("equal files give equal archives", async () => {
  const bytes = async () => Buffer.from(await zip({ "a.txt": "été", b: "" }).arrayBuffer());
  assert.deepEqual(await bytes(), await bytes());
});

test("a workbook escapes what XML would read, and keeps numbers as numbers", async () => {
  const grid = { headings: ["a"], rows: [[{ words: "<&>\u0001" }], [{ words: "12", isNumber: true }]] };
  const text = await xlsx(grid).text();
  assert.match(text, /<t xml:space="preserve">&lt;&amp;&gt;<\/t>/);
  assert.match(text, /<c r="A3" s="0"><v>12<\/v><\/c>/);
});

test("a second sheet of the workbook says where the answer comes from", async () => {
  const origin = [["Version des données", "abc"], ["Requête", "SELECT & <x>"]];
  const text = await xlsx({ headings: ["a"], rows: [] }, "Provenance", origin).text();
  assert.match(text, /<sheet name="Greffe" sheetId="1" r:id="rId1"\/><sheet name="Provenance" sheetId="2" r:id="rId2"\/>/);
  assert.match(text, /r="A1"[^>]*><is><t xml:space="preserve">Version des données</);
  assert.match(text, /r="B2"[^>]*><is><t xml:space="preserve">SELECT &amp; &lt;x&gt;</);
});

test("the column after Z is AA", async () => {
  const headings = Array.from({ length: 28 }, (_, at) => `h${at}`);
  const text = await xlsx({ headings, rows: [] }).text();
  for (const cell of ["A1", "Z1", "AA1", "AB1"]) assert.ok(text.includes(`r="${cell}"`), cell);
});
