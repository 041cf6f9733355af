// The tables of the registers: keep only the rows that hold some words, sort by a column.
// Without this script the tables are whole; the words that it shows stand in the page.

const folded = (text) =>
  text.normalize("NFD").replace(/\p{Diacritic}/gu, "").replaceAll("’", "'").toLowerCase();

const natural = new Intl.Collator(document.documentElement.lang, { numeric: true });

function filterRows(table, input, output, sentence) {
  const rows = [...table.tBodies[0].rows];
  const words = rows.map((row) => folded(row.textContent));
  const apply = () => {
    const wanted = folded(input.value).split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((row, index) => {
      const kept = wanted.every((word) => words[index].includes(word));
      row.hidden = !kept;
      left += Number(kept);
    });
    output.textContent = wanted.length
      ? sentence.replace("{left}", left).replace("{all}", rows.length)
      : "";
  };
  input.addEventListener("input", apply);
  apply();
}

function sortRows(table, header, column) {
  const ascending = header.getAttribute("aria-sort") !== "ascending";
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const body = table.tBodies[0];
  const words = (row) => row.cells[column].textContent.trim();
  const sign = ascending ? 1 : -1;
  const rows = [...body.rows].sort((a, b) => sign * natural.compare(words(a), words(b)));
  body.append(...rows);
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sortRows(table, header, column));
  });
}

for (const tools of document.querySelectorAll(".table-tools")) {
  const table = document.getElementById(tools.dataset.for);
  const [input, output] = [tools.querySelector("input"), tools.querySelector("output")];
  filterRows(table, input, output, tools.dataset.left);
  makeSortable(table);
  tools.hidden = false;
}
