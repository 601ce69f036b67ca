// Builds the page into dist/, each file compressed: the program serves it as it lies there.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
const result = await build({
  entryPoints: {
    main: "src/main.jsx",
    "editor.worker": "node_modules/monaco-editor/esm/vs/editor/editor.worker.js",
    "json.worker": "node_modules/monaco-editor/esm/vs/language/json/json.worker.js",
    "graphql.worker": "node_modules/monaco-graphql/esm/graphql.worker.js",
  },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  outdir: "dist",
  loader: { ".ttf": "file" },
  assetNames: "[name]",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  write: false,
});
const files = result.outputFiles.map((f) => [f.path.split("/").pop(), f.contents]);
files.push(["index.html", readFileSync("src/index.html")]);
for (const [name, contents] of files) {
  writeFileSync(`dist/${name}.gz`, gzipSync(contents, { level: 9 }));
}
console.log(readdirSync("dist").join("\n"));
