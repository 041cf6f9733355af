/** The words of the live pages, in both languages. */
export const WORDS = {
  loading: {
    fr: "Chargement des données et du moteur ({size} Mo), une seule fois par page…",
    en: "Loading the data and the engine ({size} MB), once for this page…",
  },
  running: { fr: "Recherche en cours…", en: "Searching…" },
  rows: { fr: "{count} lignes.", en: "{count} rows." },
  row: { fr: "{count} ligne.", en: "{count} row." },
  first: { fr: "Les {shown} premières sont affichées.", en: "The first {shown} are shown." },
  nothing: { fr: "Aucune ligne ne répond à la question.", en: "No row answers the question." },
  yes: { fr: "Oui", en: "Yes" },
  no: { fr: "Non", en: "No" },
  graph: { fr: "Un graphe, en Turtle.", en: "A graph, in Turtle." },
  answer: { fr: "Résultat de la requête", en: "Result of the query" },
  downloads: { fr: "Emporter la réponse", en: "Take the answer away" },
  excel: { fr: "CSV pour Excel en français", en: "CSV for Excel in French" },
  metadata: { fr: "Provenance du CSV (CSVW)", en: "Origin of the CSV (CSVW)" },
  origin: { fr: "Provenance", en: "Origin" },
  question: { fr: "Question", en: "Question" },
  address: { fr: "Adresse qui repose la question", en: "Address that asks again" },
  version: { fr: "Version des données", en: "Data version" },
  source: { fr: "Document d’où viennent les données", en: "Document that the data come from" },
  sparql: { fr: "Requête SPARQL", en: "SPARQL query" },
  link: { fr: "Copier le lien de cette réponse", en: "Copy the link to this answer" },
  copied: { fr: "Lien copié.", en: "Link copied." },
  notCopied: {
    fr: "Le lien est dans la barre d’adresse.",
    en: "The link is in the address bar.",
  },
  chart: {
    fr: "Diagramme à barres : {heading}. Le tableau qui suit donne les mêmes nombres.",
    en: "Bar chart: {heading}. The table below gives the same numbers.",
  },
  empty: { fr: "Remplissez le champ « {label} ».", en: "Fill in the field “{label}”." },
  illTyped: {
    fr: "Le champ « {label} » attend {wanted}.",
    en: "The field “{label}” expects {wanted}.",
  },
  year: { fr: "une année de quatre chiffres, comme 2012", en: "a year of four digits, like 2012" },
  integer: { fr: "un nombre entier", en: "a whole number" },
  query: { fr: "Écrivez une requête.", en: "Write a query." },
};

/** Words with their `{places}` filled. @param {{fr: string, en: string}} text */
export function filled(text, values) {
  const fill = (/** @type {string} */ words) =>
    words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  return { fr: fill(text.fr), en: fill(text.en) };
}
