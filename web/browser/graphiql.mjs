// GraphiQL as its users see it: each role signs in, and each of its example tabs works as it stands.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { startServer } from "./server.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let failed = 0;
let passed = 0;
function check(isSo, words) {
  if (isSo) passed += 1;
  else failed += 1;
  if (!isSo) console.error(`FAILED ${words}`);
}

// Runs the tab that is shown and gives the answer that came for it; a subscription is stopped once
// its stream is open.
async function run(page) {
  const answered = page.waitForResponse(
    (response) =>
      response.request().method() === "POST" &&
      !(response.request().postData() ?? "").includes("IntrospectionQuery"),
    { timeout: 15_000 },
  );
  await page.locator(".graphiql-execute-button").click();
  const response = await answered;
  if (!response.headers()["content-type"].startsWith("text/event-stream")) return response.json();
  await page.locator(".graphiql-execute-button").click();
  return { data: "followed" };
}

const VERSION = "query ($id: ID!) { node(id: $id) { version } }";

// A tab names the version that its object had when the page came, and an earlier tab may have acted
// on the same object: it is read again, as somebody would who is told of a conflict.
async function renewVersion(page, { variables }) {
  const { input, ...more } = JSON.parse(variables || "{}");
  if (!input?.id || !input.expectedVersion) return;
  const token = await page.evaluate(
    () => JSON.parse(sessionStorage.getItem("dengji:session"))?.token,
  );
  const answer = await fetch(`${server.address}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: VERSION, variables: { id: input.id } }),
  });
  const expectedVersion = (await answer.json()).data?.node?.version;
  if (!expectedVersion || expectedVersion === input.expectedVersion) return;
  const text = JSON.stringify({ input: { ...input, expectedVersion }, ...more });
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.locator(".graphiql-editor-tool .monaco-editor").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

async function tryTabs(page, role, examples) {
  const tabs = page.locator(".graphiql-tab");
  const count = await tabs.count();
  for (let index = 0; index < count; index += 1) {
    await tabs.nth(index).locator("button").first().click();
    await page.waitForTimeout(200); // the editors take over the tab's text
    if (examples[index]) await renewVersion(page, examples[index]);
    const answer = await run(page);
    const words = JSON.stringify(answer.errors);
    check(answer.data && !answer.errors, `${role}, tab ${index + 1}: ${words}`);
  }
  await page.waitForFunction(() =>
    document.querySelector(".graphiql-response .view-lines")?.textContent.includes("data"),
  );
  return count;
}

async function signIn(page, account) {
  await page.selectOption("select", account.loginName);
  await page.getByRole("button", { name: /Sign in/ }).click();
  await page.waitForFunction(
    (role) => document.querySelector('[data-testid="role"]').textContent.startsWith(role),
    account.role,
    { timeout: 15_000 },
  );
}

const server = await startServer();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
try {
  mkdirSync("screenshots", { recursive: true });
  const { accounts, tabs } = await (await fetch(`${server.address}/graphiql/examples.json`)).json();
  check(accounts.length >= 8, "every role but the public has a demonstration account");
  for (const account of [{ role: "PUBLIC" }, ...accounts]) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    const foreign = [];
    page.on("request", (request) => {
      const isOwn = request.url().startsWith(server.address) || /^(data|blob):/.test(request.url());
      if (!isOwn) foreign.push(request.url());
    });
    await page.goto(`${server.address}/graphql`);
    await page.waitForSelector(".graphiql-execute-button", { timeout: 20_000 });
    if (account.loginName) await signIn(page, account);
    await page.waitForSelector(".graphiql-execute-button", { timeout: 20_000 });
    await page.waitForTimeout(800);
    const count = await tryTabs(page, account.role, tabs[account.role] ?? []);
    check(count >= (tabs[account.role]?.length ?? 0), `${account.role}: all tabs are shown`);
    check(count > 0, `${account.role} has example tabs`);
    check(foreign.length === 0, `${account.role}: asked elsewhere: ${foreign}`);
    await page.screenshot({ path: `screenshots/${account.loginName ?? "public"}.png` });
    console.log(`${account.role}: ${count} tabs`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
