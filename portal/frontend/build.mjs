// Builds portal/static/build: one style sheet, one script, one sprite of icons.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "build");
const lucide = join(here, "node_modules", "lucide-static", "icons");
const STRAND = "M5.4-18.2C7.7-18.9 10.1-19.3 12.6-19.3C11.6-21.6 10-23.6 8-25.1C6-26.6 3.6-27.6 1.2-27.8C-1.3-28.1-3.8-27.5-6-26.4C-8.3-25.2-10.1-23.4-11.5-21.3C-12.8-19.2-13.7-16.8-14.1-14.3C-14.5-11.9-14.4-9.4-14.2-6.9C-14-4.4-15.8-2.5-17.4-.5C-15.9 1.3-13.7 2.2-11.4 2.9C-9.4 .8-7.5-1.7-7.3-4.7C-7.1-7.6-7.9-10.6-7.3-13.5C-6.8-16.5-5.1-19.4-2.4-20.6C.3-21.8 3.4-20.3 5.4-18.2Z";
const COLOURS = ["#0E6B6B", "#3F84AD", "#6B9440", "#E0A030", "#D4603F"];

async function symbol(name) {
  const svg = await readFile(join(lucide, `${name}.svg`), "utf8");
  const inner = svg
    .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
    .replace(/\s+/g, " ").replace(/> </g, "><").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" ` +
    `stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
}

async function sprite() {
  const names = (await readFile(join(here, "icons.txt"), "utf8")).split("\n").filter(Boolean);
  const symbols = await Promise.all(names.map(symbol));
  return '<svg xmlns="http://www.w3.org/2000/svg"><!-- Icons: Lucide, ISC licence -->' +
    `<defs><path id="strand" d="${STRAND}"/>${symbols.join("")}</defs></svg>\n`;
}

function favicon() {
  const strands = COLOURS.map(
    (colour, i) => `<path d="${STRAND}" fill="${colour}" transform="rotate(${72 * i})"/>`);
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-30 -30 60 60">' +
    `${strands.join("")}</svg>\n`;
}

await mkdir(out, { recursive: true });
await Promise.all([
  esbuild.build({
    entryPoints: [join(here, "css", "app.css"), join(here, "js", "app.js")],
    outdir: out, bundle: true, minify: true, entryNames: "[name]", logLevel: "warning",
    target: ["chrome90", "firefox90", "safari14"],
  }),
  writeFile(join(out, "icons.svg"), await sprite()),
  writeFile(join(out, "favicon.svg"), favicon()),
]);
