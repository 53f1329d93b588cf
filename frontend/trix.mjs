// Trix puts its own <style> elements in the page, which our policy refuses. Its rules are in css/writing.css instead.
import { readFile } from "node:fs/promises";

const opening = "const installDefaultCSSForTagName = function (tagName, defaultCSS) {";

export const trixWithoutStyles = {
  name: "trix-without-styles",
  setup(build) {
    build.onLoad({ filter: /trix\.esm\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (source.split(opening).length !== 2) throw new Error("trix changed: see frontend/trix.mjs");
      return { contents: source.replace(opening, `${opening} return;`), loader: "js" };
    });
  },
};
