// The 61 audits of GraphQL over HTTP against the whole program, started as a new user would.
import { spawnSync } from "node:child_process";
import { startServer } from "./server.mjs";

const server = await startServer();
const audit = new URL("../../tests/transport/audit/audit.mjs", import.meta.url).pathname;
const { status } = spawnSync(process.execPath, [audit, `${server.address}/graphql`], { stdio: "inherit" });
await server.stop();
process.exit(status);
