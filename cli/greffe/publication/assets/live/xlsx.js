/**
 * A grid as an Excel workbook (ECMA-376): a sheet with a frozen header row, then one that says where
 * it comes from; cells that are only ever text or numbers, never formulas.
 */

import { columnsWithIris } from "./grid.js";
import { zip } from "./zip.js";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const LONGEST_CELL = 32767;
const WIDEST_COLUMN = 60;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const FIXED = {
  "[Content_Types].xml":
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
    [1, 2]
      .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
      .join("") +
    `</Types>`,
  "_rels/.rels": relationships({ rId1: ["officeDocument", "xl/workbook.xml"] }),
  "xl/_rels/workbook.xml.rels": relationships({
    rId1: ["worksheet", "worksheets/sheet1.xml"],
    rId2: ["worksheet", "worksheets/sheet2.xml"],
    rId3: ["styles", "styles.xml"],
  }),
  "xl/styles.xml":
    `${HEAD}<styleSheet xmlns="${SHEETS}">` +
    `<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
    `<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
    `<fills count="2"><fill><patternFill patternType="none"/></fill>` +
    `<fill><patternFill patternType="gray125"/></fill></fills>` +
    `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
    `<cellXfs count="2">${style(0)}${style(1)}</cellXfs>` +
    `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
};

/**
 * @param {import("./grid.js").Grid} grid
 * @param {string} [title] what the sheet that says where the grid comes from is called
 * @param {[string, string][]} [origin] its rows
 * @returns {Blob}
 */
export function xlsx(grid, title = "Origin", origin = []) {
  const columns = columnsWithIris(grid);
  const widths = columns.map(({ heading, cells }, at) => {
    const lines = [heading, ...cells.map(({ words }) => words)].flatMap((text) => text.split("\n"));
    const width = Math.min(WIDEST_COLUMN, Math.max(...lines.map((line) => line.length)) + 2);
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
  });
  const head = row(1, columns.map(({ heading }) => ({ words: heading })), 1);
  const body = grid.rows.map((_, at) => row(at + 2, columns.map(({ cells }) => cells[at]), 0));
  const sheet =
    `${HEAD}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>` +
    `</sheetViews><cols>${widths.join("")}</cols>` +
    `<sheetData>${head}${body.join("")}</sheetData></worksheet>`;
  return zip({
    ...FIXED,
    "xl/workbook.xml": workbook(["Greffe", title]),
    "xl/worksheets/sheet1.xml": sheet,
    "xl/worksheets/sheet2.xml": told(origin),
  });
}

/** The list of sheets. @param {string[]} titles */
function workbook(titles) {
  const sheets = titles.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return (
    `${HEAD}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}">` +
    `<sheets>${sheets.join("")}</sheets></workbook>`
  );
}

/** A sheet of two columns: what something is called, and what it is. @param {[string, string][]} rows */
function told(rows) {
  const written = rows.map((cells, at) => row(at + 1, cells.map((words) => ({ words })), 0));
  return (
    `${HEAD}<worksheet xmlns="${SHEETS}"><cols><col min="1" max="1" width="40" customWidth="1"/>` +
    `<col min="2" max="2" width="${WIDEST_COLUMN}" customWidth="1"/></cols>` +
    `<sheetData>${written.join("")}</sheetData></worksheet>`
  );
}

/** @param {number} number @param {import("./grid.js").Cell[]} cells @param {number} format */
function row(number, cells, format) {
  return `<row r="${number}">${cells.map((cell, at) => written(cell, `${letters(at)}${number}`, format)).join("")}</row>`;
}

/** @param {import("./grid.js").Cell} cell @param {string} at @param {number} format */
function written({ words, isNumber }, at, format) {
  if (!words) return "";
  if (isNumber && Number.isFinite(Number(words))) {
    return `<c r="${at}" s="${format}"><v>${Number(words)}</v></c>`;
  }
  const text = escaped(words.slice(0, LONGEST_CELL));
  return `<c r="${at}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** The letters of a column, counted from 0. @param {number} at @returns {string} */
function letters(at) {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));
}

/** Text that XML 1.0 can hold. @param {string} text */
function escaped(text) {
  return text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** @param {number} font */
function style(font) {
  return (
    `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="0" xfId="0" applyFont="1" ` +
    `applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`
  );
}

/** @param {Record<string, string[]>} targets */
function relationships(targets) {
  const each = Object.entries(targets).map(
    ([id, [kind, target]]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
}
