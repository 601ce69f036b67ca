// The documents of every role against its printed schema, by the tools that front ends use:
// graphql-inspector finds no invalid and no deprecated use, graphql-codegen makes types with
// strict scalars that TypeScript compiles, relay-compiler compiles them.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { validate } from "@graphql-inspector/core";
import { buildSchema, parse, print, Source } from "graphql";

const ROOT = new URL("../..", import.meta.url).pathname;
const BIN = new URL("node_modules/.bin/", import.meta.url).pathname;
const SCALARS = { BigInt: "string", Date: "string", DateTime: "string", Decimal: "string" };
const folder = mkdtempSync(join(tmpdir(), "dengji-contract-"));
const types = [];
let failures = 0;

function check(what, complaints) {
  for (const complaint of complaints.slice(0, 5)) console.error(`FAILED ${what}: ${complaint}`);
  failures += complaints.length ? 1 : 0;
}

function attempt(what, run) {
  try {
    run();
  } catch (error) {
    check(what, [`${error.stdout ?? ""}${error.stderr ?? error}`]);
  }
}

// Each operation by itself, under the name of its file.
function documentsOf(role) {
  const own = join(ROOT, "web/examples", role);
  const files = [
    join(ROOT, "schema/documents", `${role}.graphql`),
    ...readdirSync(own).filter((name) => name.endsWith(".graphql")).map((name) => join(own, name)),
  ];
  return files.map((path) => new Source(readFileSync(path, "utf8"), path));
}

const KINDS = { query: "Query", mutation: "Mutation", subscription: "Subscription" };

// Relay wants an operation to bear the name of its module.
function writeModules(sources, place) {
  let written = 0;
  for (const source of sources) {
    const { definitions } = parse(source.body);
    const fragments = definitions.filter((d) => d.kind === "FragmentDefinition");
    for (const operation of definitions.filter((d) => d.kind === "OperationDefinition")) {
      const module = `Document${(written += 1)}`;
      const name = { kind: "Name", value: module + KINDS[operation.operation] };
      const text = [{ ...operation, name }, ...fragments].map(print).join("\n");
      writeFileSync(join(place, `${module}.js`), `graphql\`${text}\`;\n`);
    }
  }
  return written;
}

// Types of a whole schema, or of the operations of one file.
async function generate(name, sdl, documents, pluginMap) {
  const filename = join(folder, `${name}.ts`);
  const config = { strictScalars: true, scalars: SCALARS, useTypeImports: true };
  const plugins = Object.keys(pluginMap).map((plugin) => ({ [plugin]: {} }));
  try {
    const output = await codegen({ filename, schema: parse(sdl), documents, config, plugins, pluginMap });
    writeFileSync(filename, output);
    types.push(filename);
  } catch (error) {
    check(`${name}, graphql-codegen`, [String(error)]);
  }
}

const roles = readdirSync(join(ROOT, "schema/documents")).map((name) => name.replace(".graphql", ""));
let count = 0;
for (const role of roles) {
  const sdl = readFileSync(join(ROOT, "schema/sdl", `${role}.graphql`), "utf8");
  const schema = buildSchema(sdl);
  const sources = documentsOf(role);
  for (const source of sources) {
    // Each file by itself: an example may have the name of a generated document.
    for (const { errors, deprecated } of validate(schema, [source])) {
      check(`${role}, ${source.name}, graphql-inspector`, [...errors, ...deprecated].map(String));
    }
  }
  await generate(`${role}-schema`, sdl, [], { typescript });
  for (const [index, { name, body }] of sources.entries()) {
    await generate(`${role}-${index}`, sdl, [{ location: name, document: parse(body) }], { operations });
  }
  const place = join(folder, role);
  mkdirSync(place);
  const written = writeModules(sources, place);
  count += written;
  writeFileSync(join(place, "schema.graphql"), sdl);
  writeFileSync(
    join(place, "relay.config.json"),
    JSON.stringify({ src: ".", schema: "schema.graphql", language: "javascript", eagerEsModules: false }),
  );
  attempt(`${role}, relay-compiler`, () =>
    execFileSync(join(BIN, "relay-compiler"), ["relay.config.json"], { cwd: place, stdio: "pipe", env: { ...process.env, FORCE_COLOR: "0" } }),
  );
  const artifacts = readdirSync(join(place, "__generated__")).length;
  check(`${role}, relay-compiler`, artifacts === written ? [] : [`${artifacts} of ${written} compiled`]);
}
attempt("TypeScript", () =>
  execFileSync(join(BIN, "tsc"), ["--noEmit", "--strict", "--skipLibCheck", ...types], { cwd: folder, stdio: "pipe" }),
);
rmSync(folder, { recursive: true, force: true });
console.log(`${count} documents of ${roles.length} roles, ${failures} failed`);
process.exit(failures ? 1 : 0);
