// Bundles the style sheets and scripts to woonoverlast/static/built/ under stable names.
// Only those design tokens are kept that a rule uses, directly or through another token.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { trixWithoutStyles } from "./trix.mjs";

const here = new URL(".", import.meta.url).pathname;
const out = `${here}../woonoverlast/static/built`;
const tokenFile = `${here}../node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/variables.css`;
const target = ["chrome103", "firefox102", "safari15.6"];

await mkdir(out, { recursive: true });
await Promise.all([styles(), scripts()]);

async function styles() {
  const source = await bundledRules();
  const light = new Map([...(await tokens(tokenFile)), ...(await tokens(`${here}css/theme.css`))]);
  const dark = await tokens(`${here}css/theme-dark.css`);
  const rules = withoutIdleTokens(source, light);
  const used = reachable(rules, [light, dark]);
  const css = [
    block(":root", light, used, "color-scheme:light;"),
    `@media screen{${block(":root[data-theme=dark]", dark, used, "color-scheme:dark;")}}`,
    `@media screen and (prefers-color-scheme:dark){${block(":root:not([data-theme=light])", dark, used, "color-scheme:dark;")}}`,
    rules,
  ].join("\n");
  const { code } = await transform(css, { loader: "css", minify: true, legalComments: "none", target });
  await save("site.css", `/* EUPL-1.2; sources and licences: frontend/README.md */\n${code}`);
}

async function bundledRules() {
  const result = await build({ entryPoints: [`${here}css/site.css`], bundle: true, write: false, legalComments: "none", target });
  return result.outputFiles[0].text;
}

async function tokens(path) {
  const text = (await readFile(path, "utf8")).replace(/\/\*[\s\S]*?\*\//g, "");
  return new Map([...text.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]));
}

// NL Design System offers a token for everything and a chain of fallbacks behind each. Once the theme is known
// most of that is settled: a token with a value needs no fallback, one that nobody sets is its fallback,
// and a declaration that then has no value at all goes.
function withoutIdleTokens(css, theme) {
  const set = new Set([...css.matchAll(/(?<=[{;\s])(--[\w-]+)\s*:/g)].map(([, name]) => name));
  return css.replace(/(?<=[{;]\s*)([\w-]+)\s*:([^{};]*var\([^{};]*);/g, (whole, property, value) => {
    const settled = settle(value.trim(), theme, set);
    return settled === null ? "" : `${property}: ${settled};`;
  });
}

function settle(value, theme, set) {
  const start = value.search(/var\(/);
  if (start < 0) return value;
  const end = closing(value, start + 4);
  const [name, ...rest] = value.slice(start + 4, end).split(",");
  const fallback = rest.length ? settle(rest.join(",").trim(), theme, set) : null;
  const after = settle(value.slice(end + 1), theme, set);
  const here = replacement(name.trim(), fallback, theme, set);
  return here === null || after === null ? null : value.slice(0, start) + here + after;
}

function replacement(name, fallback, theme, set) {
  if (set.has(name)) return fallback === null ? `var(${name})` : `var(${name}, ${fallback})`;
  return theme.has(name) ? `var(${name})` : fallback;
}

function closing(text, from) {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`unbalanced: ${text}`);
}

function reachable(rules, themes) {
  const found = new Set();
  const follow = (text) => {
    for (const [, name] of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (found.has(name)) continue;
      found.add(name);
      for (const theme of themes) if (theme.has(name)) follow(theme.get(name));
    }
  };
  follow(rules);
  return found;
}

function block(selector, theme, used, first) {
  const lines = [...theme].filter(([name]) => used.has(name)).map(([name, value]) => `${name}:${value};`);
  return `${selector}{${first}${lines.join("")}}`;
}

async function scripts() {
  const shared = { bundle: true, minify: true, format: "iife", legalComments: "none", target, write: false };
  for (const name of ["site", "theme", "writing", "check-in"]) {
    const result = await build({ ...shared, plugins: [trixWithoutStyles], entryPoints: [`${here}js/${name}.js`] });
    await save(`${name}.js`, result.outputFiles[0].text);
  }
}

async function save(name, text) {
  await writeFile(`${out}/${name}`, text);
  console.log(`${name.padEnd(10)} ${kilobytes(text.length)} kB, ${kilobytes(gzipSync(text, { level: 9 }).length)} kB gzip`);
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
