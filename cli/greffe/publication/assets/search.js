/** The search page: its words and kind stand in the address, its index is beside this script. */

const STEP = 20;
const WORDS = {
  fr: {
    loading: "Recherche en cours…",
    none: "Aucune page ne contient « {words} ».",
    one: "1 page pour « {words} ».",
    many: "{count} pages pour « {words} », les {shown} premières affichées.",
    all: "{count} pages pour « {words} ».",
    fault: "L’index de recherche n’a pas pu être chargé.",
  },
  en: {
    loading: "Searching…",
    none: "No page holds “{words}”.",
    one: "1 page for “{words}”.",
    many: "{count} pages for “{words}”, the first {shown} shown.",
    all: "{count} pages for “{words}”.",
    fault: "The search index could not be loaded.",
  },
}[document.documentElement.lang];

const form = document.getElementById("search-form");
const words = document.getElementById("search-words");
const kind = document.getElementById("search-kind");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const more = document.getElementById("search-more");
let found = [];
let asked = 0;

/** The engine, loaded when first asked, told where the site's root stands. */
let loaded;
function engine() {
  loaded ??= import("./search/pagefind.js").then(async (made) => {
    await made.options({
      baseUrl: new URL("../", import.meta.url).pathname,
      excerptLength: 24,
      ranking: { metaWeights: { title: 5, also: 10, sent: 3, kind: 0 } }, // a whole name comes first
    });
    await made.init();
    return { made, kinds: await kinds() };
  });
  return loaded;
}

/** The kind of each page, by the engine's own identifier of the page. */
async function kinds() {
  const file = new URL(`search/kinds.${document.documentElement.lang}.json`, import.meta.url);
  const told = Object.entries(await (await fetch(file)).json());
  return new Map(told.flatMap(([name, pages]) => pages.map((page) => [page, name])));
}

function say(text, values = {}) {
  status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

/** An excerpt, of which nothing but its text and its marks is kept. */
function excerpt(html) {
  const told = new DOMParser().parseFromString(html, "text/html").body.childNodes;
  return [...told].map((node) =>
    node.nodeName === "MARK" ? element("mark", node.textContent) : node.textContent,
  );
}

function shown(page) {
  const link = element("a", page.meta.title);
  link.href = page.url;
  const sort = element("p", page.meta.kind);
  sort.className = "kind";
  return element("li", element("h2", link), sort, element("p", ...excerpt(page.excerpt)));
}

/** Show the next pages found; where a person asked for them, the first of them gets the focus. */
async function show(search, { focus }) {
  const from = results.childElementCount;
  const pages = await Promise.all(found.slice(from, from + STEP).map((each) => each.data()));
  if (search !== asked) return;
  results.append(...pages.map(shown));
  if (focus) results.children[from]?.querySelector("a").focus();
  const count = found.length;
  const all = results.childElementCount === count;
  more.hidden = all;
  const text = count === 1 ? WORDS.one : all ? WORDS.all : WORDS.many;
  say(count ? text : WORDS.none, {
    count,
    shown: results.childElementCount,
    words: words.value.trim(),
  });
}

/** Offer the kinds of pages that hold the words, with how many of each. */
function offer(found) {
  const chosen = kind.value;
  const counts = new Map(chosen ? [[chosen, 0]] : []);
  for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts.keys()].sort(new Intl.Collator(document.documentElement.lang).compare);
  kind.replaceChildren(
    kind.options[0],
    ...names.map((name) => new Option(`${name} (${counts.get(name)})`, name)),
  );
  kind.value = chosen;
}

async function search() {
  const mine = ++asked;
  found = [];
  results.replaceChildren();
  more.hidden = true;
  if (!words.value.trim()) {
    say("");
    return;
  }
  say(WORDS.loading);
  try {
    const { made, kinds } = await engine();
    const answer = await made.search(words.value);
    if (mine !== asked) return;
    offer(answer.results.map((each) => kinds.get(each.id)));
    found = answer.results.filter((each) => !kind.value || kinds.get(each.id) === kind.value);
    await show(mine, { focus: false });
  } catch {
    say(WORDS.fault);
  }
}

/** Take words and kind from the address. */
function read() {
  const told = new URLSearchParams(location.search);
  words.value = told.get("q") ?? "";
  const wanted = told.get("kind") ?? "";
  if (![...kind.options].some((option) => option.value === wanted)) {
    kind.append(new Option(wanted, wanted));
  }
  kind.value = wanted;
  search();
}

function ask() {
  const told = new URLSearchParams({ q: words.value.trim() });
  if (kind.value) told.set("kind", kind.value);
  history.pushState(null, "", `?${told}`);
  search();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
kind.addEventListener("change", ask);
more.addEventListener("click", () => show(asked, { focus: true }));
window.addEventListener("popstate", read);
form.hidden = false;
read();
