/**
 * Copies the third parties' builds that the site carries, with their licences, from the pinned
 * packages of this folder: `npm ci --ignore-scripts && node refresh.mjs`.
 */
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const vendor = dirname(here);

const COPIES = {
  "oxigraph/web.js": "oxigraph/oxigraph.js",
  "oxigraph/web_bg.wasm": "oxigraph/oxigraph.wasm",
  "@zazuko/yasgui/build/yasgui.min.js": "yasgui/yasgui.min.js",
  "@zazuko/yasgui/build/yasgui.min.css": "yasgui/yasgui.min.css",
};
const BUNDLES = { yasgui: "@zazuko/yasgui/build/yasgui.min.js.map" };

/** The packages whose sources a bundle holds, by its source map, sorted. */
function bundled(map) {
  const { sources } = JSON.parse(readFileSync(join(packages, map), "utf8"));
  const inside = sources.filter((path) => path.includes("node_modules/"));
  const names = inside.map((path) => {
    const parts = path.split("node_modules/").at(-1).split("/");
    return parts.slice(0, parts[0].startsWith("@") ? 2 : 1).join("/");
  });
  return [...new Set(names)].sort();
}

/** The name, version, licence and licence text of a package. */
function notice(name) {
  const folder = join(packages, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^licen[cs]e|^notice|^copying/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  const head = `${name} ${version} (${license ?? "see its text"})`;
  return [head, "-".repeat(head.length), ...texts].join("\n\n");
}

/** A file without the comment that names its source map, which the site does not carry. */
function withoutMap(path) {
  return readFileSync(path, "utf8").replace(/\n?\/[/*]# sourceMappingURL=.*\s*$/, "\n");
}

for (const [from, to] of Object.entries(COPIES)) {
  const source = join(packages, from);
  const target = join(vendor, to);
  if (to.endsWith(".wasm")) copyFileSync(source, target);
  else writeFileSync(target, withoutMap(source));
}
for (const [folder, map] of Object.entries(BUNDLES)) {
  const names = bundled(map).filter((name) => existsSync(join(packages, name)));
  writeFileSync(join(vendor, folder, "THIRD-PARTIES.txt"), `${names.map(notice).join("\n\n\n")}\n`);
}
