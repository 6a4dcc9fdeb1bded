// Writes src/proviso/web/static/vendor and tests/journeys/vendor from pinned packages. The map is made in map.mjs.
import fs from "node:fs";
import path from "node:path";
import { compile } from "sass";
import subsetFont from "subset-font";

const OUT = "../../src/proviso/web/static/vendor";
const TESTS = "../../tests/journeys/vendor";
const USWDS = "node_modules/@uswds/uswds";
const version = (name) => JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`)).version;
const write = (file, bytes) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
};

fs.rmSync(OUT, { recursive: true, force: true });

// Styles: the chosen packages, without faces (ours are subset) and with the pictures they name.
let css = compile("uswds.scss", {
  style: "compressed", loadPaths: [`${USWDS}/packages`], quietDeps: true, logger: { warn() {}, debug() {} },
}).css.replace(/@font-face\{[^}]*\}/g, "");
for (const [, named] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
  if (named.startsWith("data:")) continue;
  const clean = named.split(/[?#]/)[0];
  write(`${OUT}/${clean}`, fs.readFileSync(`${USWDS}/dist/${clean}`));
}
write(`${OUT}/uswds.css`, css);

// Faces: Public Sans cut to Latin letters with their accents, figures, and the signs the pages print.
// Merriweather as it comes: its licence reserves the name for the unaltered font.
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n)).join("");
// Two files a face, by unicode-range: what nearly every page prints, and the other letters and signs, loaded where one occurs.
const USUAL = range(0x20, 0x7e) + "\u00a0" + "§°·¶«»–—‘’“”…←↑→↓−≤≥✓✕" + "áéíóúñüÁÉÍÓÚÑÜç";
const SIGNS = range(0x20, 0x7e) + range(0xa0, 0x17f) + range(0x2010, 0x2026) + "′″‹›€№™←↑→↓−≈≠≤≥✓✕§¶";
const FACES = {
  "public-sans-400": "public-sans/PublicSans-Regular",
  "public-sans-700": "public-sans/PublicSans-Bold",
};
for (const [name, from] of Object.entries(FACES)) {
  const whole = fs.readFileSync(`${USWDS}/dist/fonts/${from}.ttf`);
  const rest = [...SIGNS].filter((one) => !USUAL.includes(one)).join("");
  write(`${OUT}/fonts/${name}.woff2`, await subsetFont(whole, USUAL, { targetFormat: "woff2" }));
  write(`${OUT}/fonts/${name}-more.woff2`, await subsetFont(whole, rest, { targetFormat: "woff2" }));
}
write(`${OUT}/fonts/merriweather-700.woff2`, fs.readFileSync(`${USWDS}/dist/fonts/merriweather/Latin-Merriweather-Bold.woff2`));

// Signs: one sprite of the USWDS icons that the pages use, under our own names.
const ICONS = JSON.parse(fs.readFileSync("icons.json"));
const symbols = Object.entries(ICONS).map(([ours, theirs]) => {
  const svg = fs.readFileSync(`${USWDS}/dist/img/usa-icons/${theirs}.svg`, "utf8");
  const box = svg.match(/viewBox="([^"]+)"/)?.[1] ?? "0 0 24 24";
  const inner = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, "").replace(/<path[^>]*fill="none"[^>]*\/>/g, "");
  return `<symbol id="${ours}" viewBox="${box}">${inner}</symbol>`;
});
write(`${OUT}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);

write(`${OUT}/htmx.min.js`, fs.readFileSync("node_modules/htmx.org/dist/htmx.min.js"));
write(`${TESTS}/axe.min.js`, fs.readFileSync("node_modules/axe-core/axe.min.js"));
write(`${OUT}/NOTICE`, fs.readFileSync("NOTICE"));
const names = ["@uswds/uswds", "htmx.org", "us-atlas"];
write(`${OUT}/VERSIONS.json`, JSON.stringify(Object.fromEntries(names.map((one) => [one, version(one)])), null, 1) + "\n");
write(`${TESTS}/VERSIONS.json`, JSON.stringify({ "axe-core": version("axe-core") }, null, 1) + "\n");
