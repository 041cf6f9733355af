/**
 * Copies the third parties' builds that the site carries, with their licences, from the pinned
 * packages of this folder: `npm ci --ignore-scripts && node refresh.mjs`.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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
/** Packages whose builds are whole, so that what they depend on is not fetched. */
const WHOLE = {
  sparnatural: {
    version: "11.1.1",
    integrity:
      "sha512-1/pLoy3Xh8+vYqtPaOSj1v9re7lzVtEx78XBYE+iSY22Oq+dl31crIdsIG27KIsF2GK5GLAW+2LIllaPPk8zZg==",
    copies: {
      "dist/browser/sparnatural.js": "sparnatural.js",
      "dist/browser/sparnatural.css": "sparnatural.css",
      "dist/browser/sparnatural.js.LICENSE.txt": "THIRD-PARTIES.txt",
      "LICENSE.md": "LICENSE-LGPL.txt",
    },
  },
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

/** The folder of a package fetched alone, if it is the very one that is pinned. */
function fetched(name, { version, integrity }) {
  const folder = mkdtempSync(join(tmpdir(), "vendor-"));
  const asked = ["pack", `${name}@${version}`, "--json", "--pack-destination", folder];
  const [packed] = JSON.parse(execFileSync("npm", asked, { encoding: "utf8" }));
  if (packed.integrity !== integrity) throw new Error(`${name}: ${packed.integrity}`);
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "-C", folder]);
  return join(folder, "package");
}

/** Copy a build as it is, but for the comment that names its source map. */
function copy(source, target) {
  if (target.endsWith(".wasm")) copyFileSync(source, target);
  else writeFileSync(target, withoutMap(source));
}

for (const [from, to] of Object.entries(COPIES)) copy(join(packages, from), join(vendor, to));
for (const [name, whole] of Object.entries(WHOLE)) {
  const folder = fetched(name, whole);
  for (const [from, to] of Object.entries(whole.copies)) {
    copy(join(folder, from), join(vendor, name, to));
  }
}
for (const [folder, map] of Object.entries(BUNDLES)) {
  const names = bundled(map).filter((name) => existsSync(join(packages, name)));
  writeFileSync(join(vendor, folder, "THIRD-PARTIES.txt"), `${names.map(notice).join("\n\n\n")}\n`);
}
