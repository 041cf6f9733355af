/**
 * What pictures gain where scripts run: what is joined to a thing lights up when it is pointed at
 * or has the focus, arrow keys walk the cells of a heat map, and a reference into a closed table
 * opens it.  Without scripts every link and every figure is there as well.
 */

/** @param {SVGElement} drawing @param {string | null} station */
function pick(drawing, station) {
  drawing.classList.toggle("picked", station !== null);
  for (const line of drawing.querySelectorAll("[data-at]")) {
    const at = (line.getAttribute("data-at") ?? "").split(" ");
    line.classList.toggle("on", station !== null && at.includes(station));
  }
}

/** @param {SVGElement} drawing */
function lightUp(drawing) {
  for (const station of drawing.querySelectorAll("[data-station]")) {
    const on = () => pick(drawing, station.getAttribute("data-station"));
    const off = () => pick(drawing, null);
    station.addEventListener("pointerenter", on);
    station.addEventListener("pointerleave", off);
    station.addEventListener("focusin", on);
    station.addEventListener("focusout", off);
  }
}

/** One stop of the Tab key for all the cells: arrow keys, Home and End go from one to the next.
 * @param {SVGElement} drawing */
function walk(drawing) {
  const rows = [...drawing.querySelectorAll(".row")].map((row) => [...row.querySelectorAll("a.to")]);
  const cells = rows.flat();
  cells.forEach((cell, rank) => cell.setAttribute("tabindex", rank === 0 ? "0" : "-1"));
  drawing.addEventListener("keydown", (event) => {
    const cell = /** @type {Element | null} */ (event.target)?.closest("a.to");
    const next = cell ? neighbour(rows, cells, cell, event.key) : undefined;
    if (!cell || !next) return;
    event.preventDefault();
    cell.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
}

/** The cell that a key leads to: along the row, or the nearest one of the row above or below.
 * @param {SVGAElement[][]} rows @param {SVGAElement[]} cells @param {Element} cell
 * @param {string} key @returns {SVGAElement | undefined} */
function neighbour(rows, cells, cell, key) {
  const rank = cells.indexOf(cell);
  if (key === "ArrowRight") return cells[rank + 1];
  if (key === "ArrowLeft") return cells[rank - 1];
  if (key === "Home") return cells[0];
  if (key === "End") return cells.at(-1);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined) return undefined;
  let at = rows.findIndex((row) => row.includes(cell)) + step;
  while (rows[at] && rows[at].length === 0) at += step;
  const x = left(cell);
  return rows[at]?.reduce((a, b) => (Math.abs(left(b) - x) < Math.abs(left(a) - x) ? b : a));
}

/** @param {Element} cell */
function left(cell) {
  return cell.getBoundingClientRect().left;
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const table = target?.closest("details.picture-table");
  if (!target || !(table instanceof HTMLDetailsElement)) return;
  table.open = true;
  target.scrollIntoView();
}

for (const drawing of document.querySelectorAll("svg.picture-drawing")) {
  lightUp(drawing);
  if (drawing.classList.contains("heat")) walk(drawing);
}
addEventListener("hashchange", openTarget);
openTarget();
