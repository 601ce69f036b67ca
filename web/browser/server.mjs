// Starts the program on a free port with a folder of its own, as a new user would, and ends it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = new URL("../..", import.meta.url).pathname;
const READY_WITHIN = 120_000;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "dengji-browser-"));
  const port = await freePort();
  const environment = {
    ...process.env,
    PORT: String(port),
    DATA: join(folder, "data"),
    DENGJI_KEYS: join(folder, "keys.json"),
  };
  delete environment.DATABASE_URL;
  const program = spawn(join(ROOT, ".venv/bin/python"), ["server.py"], {
    cwd: ROOT,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  program.stdout.on("data", (text) => (said += text));
  program.stderr.on("data", (text) => (said += text));
  const ended = new Promise((resolve) => program.on("exit", resolve));
  const address = `http://127.0.0.1:${port}`;
  const began = Date.now();
  while (true) {
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) break;
    if (program.exitCode !== null || Date.now() - began > READY_WITHIN) {
      throw new Error(`The program did not become ready:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const stop = async () => {
    program.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, stop };
}
