// Subscriptions against the whole program, by the clients that front ends use: graphql-ws and
// graphql-sse. Who may see a row is told of it over both; who may not is told nothing.
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import WebSocket from "ws";
import { startServer } from "./server.mjs";

const PASSWORD = "dengji-demonstration";
const WITHIN = 5_000;
const server = await startServer();
const url = `${server.address}/graphql`;
const socketUrl = url.replace("http", "ws");
let failures = 0;

function check(what, holds) {
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
  failures += holds ? 0 : 1;
}

async function ask(token, query, variables) {
  const headers = { "content-type": "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  return answer.json();
}

async function signIn(loginName) {
  const input = { loginName, password: PASSWORD };
  const { data } = await ask(null, "mutation($input: SignInInput!) { signIn(input: $input) { token } }", { input });
  return data.signIn.token;
}

const clients = [];
function socketClient(token) {
  const client = createSocketClient({
    url: socketUrl,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => {},
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
  });
  clients.push(client);
  return client;
}
function streamClient(token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const client = createSseClient({ url, headers, retryAttempts: 0 });
  clients.push(client);
  return client;
}

// What a subscription was told, and how it ended.
function follow(client, query, variables) {
  const told = [];
  const waiting = [];
  let ending;
  const ended = new Promise((resolve) => (ending = resolve));
  client.subscribe(
    { query, variables },
    {
      next: (event) => (waiting.length ? waiting.shift()(event) : told.push(event)),
      error: (error) => ending(error),
      complete: () => ending("complete"),
    },
  );
  const next = () =>
    told.length ? Promise.resolve(told.shift()) : within(new Promise((resolve) => waiting.push(resolve)));
  return { told, next, ended: () => within(ended) };
}

function within(promise, most = WITHIN) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve("too late"), most))]);
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const APPLICATIONS = "subscription($id: ID) { filingApplicationChanged(id: $id) { id status version } }";
const TASKS = "subscription { tasksChanged(first: 5) { totalCount nodes { act } } }";
const CREATE = `mutation($input: CreateFilingApplicationInput!) {
  createFilingApplication(input: $input) { filingApplication { id status version } findings { code } } }`;
const create = (token, key) => ask(token, CREATE, { input: { kind: "ADDITION", idempotencyKey: key } });

const [school, other, center] = await Promise.all(["school", "secondary", "center"].map(signIn));

const own = [socketClient(school), streamClient(school)].map((client) => follow(client, APPLICATIONS, {}));
const foreign = [other, center].flatMap((token) =>
  [socketClient(token), streamClient(token)].map((client) => follow(client, APPLICATIONS, {})),
);
await pause(1_000);
const { data } = await create(school, "live-1");
const made = data.createFilingApplication.filingApplication;
for (const [index, way] of ["graphql-ws", "graphql-sse"].entries()) {
  const event = await own[index].next();
  const same = JSON.stringify(event.data?.filingApplicationChanged) === JSON.stringify(made);
  check(`${way}: the school is told of its application as the act showed it`, same);
}
await pause(500);
check("a draft is told neither to another school nor to the center", foreign.every((f) => f.told.length === 0));

const tasks = [socketClient(center), streamClient(center)].map((client) => follow(client, TASKS));
const one = follow(socketClient(school), APPLICATIONS, { id: made.id });
await pause(1_000);
await ask(school, `mutation($input: ActInput!) {
  withdrawFilingApplication(input: $input) { findings { code } } }`,
  { input: { id: made.id, expectedVersion: made.version, idempotencyKey: "live-2" } });
check("one application alone can be followed", (await one.next()).data?.filingApplicationChanged.status === "WITHDRAWN");
await pause(500);
check("tasks that did not change are not told again", tasks.every((f) => f.told.length === 0));

const queried = await follow(socketClient(school), "{ viewer { role } }").ended();
check("a query is sent by HTTP", queried[0]?.extensions?.code === "BAD_USER_INPUT");
const wrong = await follow(socketClient(school), "subscription { certificates { nodes { id } } }").ended();
check("what the role does not have is a validation error", wrong[0]?.extensions?.code === "GRAPHQL_VALIDATION_FAILED");
const unfit = await follow(socketClient(school), APPLICATIONS, { id: { a: 1 } }).ended();
check("a variable that does not fit is refused in words", unfit[0]?.extensions?.code === "BAD_USER_INPUT");
const strange = await follow(socketClient("x".repeat(43)), TASKS).ended();
check("a token that is not known is sent away with 4403", strange.code === 4403);
const nobody = await follow(socketClient(null), TASKS).ended();
check("nobody signed in has no tasks", nobody[0]?.extensions?.code === "GRAPHQL_VALIDATION_FAILED");

const open = [socketClient(other), streamClient(other)].map((client) => follow(client, TASKS));
await pause(1_000);
await ask(other, "mutation { signOut { findings { code } } }");
const [socketEnd, streamEvent] = await Promise.all([open[0].ended(), open[1].next()]);
check("signing out ends the socket within five seconds", socketEnd !== "too late");
check("signing out ends the stream in words", streamEvent.errors?.[0].extensions.code === "UNAUTHENTICATED");

const last = follow(socketClient(school), TASKS);
follow(streamClient(school), TASKS);
await pause(500);
const stopping = Date.now();
await server.stop();
check("the end of the service closes what is open", [1001, 1012].includes((await last.ended()).code));
check("and waits for no stream", Date.now() - stopping < 3_000);
for (const client of clients) await client.dispose();
console.log(failures ? `${failures} failed` : "all passed");
process.exit(failures ? 1 : 0);
