// The built page against the real server, in headless Chromium: what the public, a school and the
// department see, and that what one does shows to the other without a reload.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { preview } from "vite";
import { startServer } from "../browser/server.mjs";

const PASSWORD = "dengji-demonstration";
const WITHIN = 15_000;
const server = await startServer();
process.env.REGISTER = server.address;
const page = await preview({ configFile: "vite.config.ts", preview: { port: 0, host: "127.0.0.1" } });
const address = page.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
mkdirSync("screenshots", { recursive: true });
let failures = 0;

async function check(what, promise) {
  const failure = await Promise.resolve(promise).then((is) => (is === false ? "no" : null), String);
  console.log(`${failure ? "FAIL" : "ok  "} ${what}${failure ? `: ${failure.slice(0, 400)}` : ""}`);
  failures += failure ? 1 : 0;
}

async function open(loginName) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 850 }, locale: "zh-CN" });
  const tab = await context.newPage();
  tab.setDefaultTimeout(WITHIN);
  tab.on("pageerror", (error) => check("no error on the page", Promise.reject(error)));
  tab.on("dialog", (dialog) => dialog.accept("请补充材料"));
  await tab.goto(address);
  if (loginName) {
    await tab.getByLabel("登录名").fill(loginName);
    await tab.getByLabel("口令").fill(PASSWORD);
    await tab.getByRole("button", { name: /Sign in/ }).click();
    await tab.getByRole("button", { name: /Sign out/ }).waitFor();
  }
  return tab;
}

const to = (tab, name) => tab.getByRole("button", { name, exact: true }).click();
const seen = (tab, text) => tab.getByText(text).first().waitFor();

const examples = await (await fetch(`${server.address}/graphiql/examples.json`)).json();
const { number, name } = JSON.parse(
  examples.tabs.PUBLIC.map((tab) => tab.variables ?? "").find((text) => text.includes("numberAndName")),
).by.numberAndName;

try {
  const visitor = await open();
  await check("the directory lists the agency", seen(visitor, "示范职业技术学院"));
  await visitor.screenshot({ path: "screenshots/directory.png" });
  await visitor.getByLabel("职业 Occupation").fill("没有这个职业");
  await check("a search without a match says so", seen(visitor, "共 0 家"));
  await visitor.getByLabel("职业 Occupation").fill("");
  await to(visitor, "证书查询");
  await visitor.getByLabel("证书编号").fill(number);
  await visitor.getByLabel("姓名").fill(name);
  await visitor.getByRole("button", { name: /Check/ }).click();
  await check("a certificate is found by number and name", visitor.getByTestId("certificate").waitFor());
  await visitor.screenshot({ path: "screenshots/certificate.png" });
  await visitor.getByLabel("姓名").fill("无此人");
  await visitor.getByRole("button", { name: /Check/ }).click();
  await check("another name finds nothing", visitor.getByTestId("not-found").waitFor());

  const school = await open("school");
  await to(school, "学校待办");
  await check("the school has tasks", school.getByTestId("tasks").waitFor());
  await school.screenshot({ path: "screenshots/tasks.png" });
  await to(school, "备案申请");
  await school.getByTestId("applications").getByText("2026-0003").click();
  await school.getByTestId("application").waitFor();
  const submit = school.locator('[data-act="submitFilingApplication"]');
  await check("what was handed in cannot be handed in again", submit.isDisabled());
  await check("its reason names the clause", submit.getAttribute("title").then((why) => /\d\.\d/.test(why)));

  const department = await open("department");
  await to(department, "受理队列");
  const card = department.locator("article", { hasText: "2026-0003" });
  await card.locator('[data-act="returnFilingApplication"]').click();
  await check("the department sees its decision", card.locator("small", { hasText: "已退回" }).waitFor());
  await check(
    "and so does the school, without a reload",
    school.getByTestId("applications").getByText("2026-0003 已退回").waitFor(),
  );
  await department.screenshot({ path: "screenshots/queue.png" });

  await school.getByTestId("applications").getByText("2026-0003").click();
  await to(school, "学校待办");
  await to(school, "备案申请");
  await school.getByTestId("applications").getByText("2026-0003").click();
  await school.getByLabel("对材料的真实性").uncheck();
  await school.getByRole("button", { name: /Save and check/ }).click();
  await check("a finding stands at its field, with its clause", school.locator(".findings .refusal b").first().waitFor());
  await school.screenshot({ path: "screenshots/application.png" });
  await school.getByLabel("对材料的真实性").check();
  await school.getByRole("button", { name: /Save and check/ }).click();
  await school.locator(".findings .refusal").first().waitFor({ state: "detached" });
  await submit.click();
  await check(
    "handed in again, it is in the department's queue without a reload",
    card.locator("small", { hasText: "已提交" }).waitFor(),
  );
} catch (error) {
  await check("the whole walk", Promise.reject(error));
} finally {
  await browser.close();
  await page.close();
  await server.stop();
}
console.log(failures ? `${failures} failed` : "all passed");
process.exit(failures ? 1 : 0);
