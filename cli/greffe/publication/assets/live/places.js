/**
 * From the IRI of a thing to the address of its page, as the builder of the site has it.
 *
 * @typedef {{root: string, terms: Record<string, string>, bases: Record<string, string>,
 *   single: string[], kinds: string[]}} Places
 *   root of our IRIs; folders of the hash namespaces; folder of each body; what a body has one of;
 *   the classes whose things have a page
 */

/** @param {string} path */
const encoded = (path) => encodeURI(path).replaceAll("#", "%23").replaceAll("?", "%3F");

/**
 * The thing on whose page an IRI stands: of a citation or a span, its entry.
 *
 * @param {string} iri
 * @param {Places} places
 */
export function owner(iri, places) {
  const base = baseOf(iri, places);
  if (base) return base + head(iri.slice(base.length), places).join("/");
  return iri.split("#", 1)[0];
}

/**
 * The address, from the root of the site, of the French page that speaks of a thing.
 *
 * @param {string} iri
 * @param {Places} places
 * @returns {string | undefined}
 */
export function place(iri, places) {
  for (const [space, folder] of Object.entries(places.terms)) {
    if (iri.startsWith(space)) return `${folder}#${iri.slice(space.length)}`;
  }
  const base = baseOf(iri, places);
  if (base) {
    const rest = iri.slice(base.length).split("/").filter(Boolean);
    const first = head(rest.join("/"), places);
    const tail = rest.slice(first.length).join("-");
    const folder = encoded(`${places.bases[base]}${first.map((part) => `${part}/`).join("")}`);
    return tail ? `${folder}#${tail}` : folder;
  }
  if (!iri.startsWith(places.root) || iri.includes("#")) return undefined;
  return `${encoded(iri.slice(places.root.length).replace(/\/+$/, ""))}/`;
}

/** Whether an IRI names a term, whose page is a document of terms. */
export function isTerm(iri, places) {
  return Object.keys(places.terms).some((space) => iri.startsWith(space));
}

/** @param {string} iri @param {Places} places */
function baseOf(iri, places) {
  return Object.keys(places.bases).find((base) => iri.startsWith(base));
}

/** @param {string} rest @param {Places} places */
function head(rest, places) {
  const parts = rest.split("/").filter(Boolean);
  return parts.slice(0, places.single.includes(parts[0]) ? 1 : 2);
}
