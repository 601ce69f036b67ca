// The credential of a certificate as outside verifiers see it, from a server as a new user starts it:
// did-jwt (npm) resolves the agency and checks both signatures, @digitalbazaar/bitstring reads the
// status list, openbadgeslib (PyPI) checks the same credential as an Open Badge; before and after the
// center revokes it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bitstring } from "@digitalbazaar/bitstring";
import { verifyJWT } from "did-jwt";
import { Resolver } from "did-resolver";
import { startServer } from "../browser/server.mjs";

const HERE = new URL(".", import.meta.url).pathname;
const PYTHON = process.env.VERIFIER_PYTHON ?? join(HERE, ".venv/bin/python");
const DAY = 86_400;
let failed = 0;
let passed = 0;

function check(isSo, words) {
  if (isSo) passed += 1;
  else failed += 1;
  console.log(`${isSo ? "ok" : "FAILED"} ${words}`);
}

async function ask(query, variables, token) {
  const answer = await fetch(`${server.address}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

// did:web always asks by https; the server of the check speaks http.
const served = (url) => url.replace(/^https:\/\/[^/]+/, server.address);
const resolver = new Resolver({
  web: async (did) => {
    const [host, ...path] = did.slice("did:web:".length).split(":");
    const url = `https://${decodeURIComponent(host)}/${path.join("/")}/did.json`;
    const didDocument = await (await fetch(served(url))).json();
    return { didDocument, didDocumentMetadata: {}, didResolutionMetadata: {} };
  },
});

const payloadOf = (jwt) => JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));

// The rehearsal's clock is ahead of this machine's: a verifier of the day after the issue.
async function isVerified(jwt, now) {
  return verifyJWT(jwt, { resolver, policies: { now } }).then(
    (found) => found.verified,
    () => false,
  );
}

async function isEnded(entry) {
  const list = await (await fetch(served(entry.statusListCredential))).text();
  const { nbf, credentialSubject } = payloadOf(list);
  check(await isVerified(list, nbf), "did-jwt: the status list is signed by the agency");
  const encoded = credentialSubject.encodedList.slice(1); // the multibase prefix
  const bits = new Bitstring({ buffer: await Bitstring.decodeBits({ encoded }) });
  return bits.get(Number(entry.statusListIndex));
}

function openBadge(jwt, document, list) {
  const file = join(folder, "given.json");
  writeFileSync(file, JSON.stringify({ jwt, document, list }));
  return execFileSync(PYTHON, [join(HERE, "open_badge.py"), file], { encoding: "utf8" }).trim();
}

async function asOpenBadge(jwt) {
  const { iss, credentialStatus } = payloadOf(jwt);
  const { didDocument } = await resolver.resolve(iss);
  const list = await (await fetch(served(credentialStatus.statusListCredential))).text();
  return openBadge(jwt, didDocument, list);
}

const folder = mkdtempSync(join(tmpdir(), "dengji-credential-"));
const server = await startServer();
try {
  const { accounts, tabs } = await (await fetch(`${server.address}/graphiql/examples.json`)).json();
  const tab = tabs.PUBLIC.find(({ query }) => query.includes("certificateCredential("));
  const { by } = typeof tab.variables === "string" ? JSON.parse(tab.variables) : tab.variables;
  const { certificateCredential } = await ask(tab.query, { by });
  const { jwt, number } = certificateCredential;
  const { nbf, credentialStatus, credentialSubject } = payloadOf(jwt);
  check(credentialSubject.licenseNumber === number, "the credential is of the certificate");
  check(await isVerified(jwt, nbf + DAY), "did-jwt: the credential is signed by the agency");
  const [head, , signature] = jwt.split(".");
  const other = { ...payloadOf(jwt), name: "另一份证书" };
  const altered = [head, Buffer.from(JSON.stringify(other)).toString("base64url"), signature];
  check(!(await isVerified(altered.join("."), nbf + DAY)), "did-jwt: an altered one is refused");
  check((await isEnded(credentialStatus)) === false, "bitstring: it has not ended");
  check((await asOpenBadge(jwt)) === "verified", "openbadgeslib: it is a valid Open Badge");
  const badge = await asOpenBadge(altered.join("."));
  check(/refused.*signature/.test(badge), "openbadgeslib: an altered one is refused");

  const center = accounts.find(({ role }) => role === "CENTER");
  const { signIn } = await ask("mutation($i: SignInInput!) { signIn(input: $i) { token } }", {
    i: { loginName: center.loginName, password: center.password },
  });
  const { certificate } = await ask(
    "query($by: CertificateBy!) { certificate(by: $by) { id version } }",
    { by: { numberAndName: by } },
    signIn.token,
  );
  const { revokeCertificate } = await ask(
    `mutation($i: ReasonedInput!) { revokeCertificate(input: $i) {
      certificate { validity } findings { message } } }`,
    {
      i: {
        id: certificate.id,
        expectedVersion: certificate.version,
        reason: "核验演练",
        idempotencyKey: "credential-check",
      },
    },
    signIn.token,
  );
  check(revokeCertificate.certificate.validity === "REVOKED", "the center revokes it");
  check((await isEnded(credentialStatus)) === true, "bitstring: it has ended, at once");
  const revoked = await asOpenBadge(jwt);
  check(/refused.*revocation/.test(revoked), "openbadgeslib: it is revoked");
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
