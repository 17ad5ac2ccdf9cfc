// Makes one module of what our modules use of CodeMirror: `node bundle.mjs ENTRY MODULE METADATA`, from the project's folder.
//
// The program of esbuild's package is a script or a binary, by whether npm ran its installation. Its function is the same in both.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const PACKAGES = "tests/node_modules";
const [entry = "", outfile = "", metadata = ""] = process.argv.slice(2);

const { buildSync } = createRequire(resolve("tests/package.json"))("esbuild");
const { metafile } = buildSync({
  entryPoints: [entry],
  outfile,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  nodePaths: [PACKAGES],
  alias: {
    "style-mod": "./xtask/editor/style-mod.js",
    "style-mod-itself": `./${PACKAGES}/style-mod/src/style-mod.js`,
  },
});
writeFileSync(metadata, JSON.stringify(metafile));
