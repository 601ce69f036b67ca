import "./setup-workers.js";
import "graphiql/style.css";
import "./page.css";
import { GraphiQL } from "graphiql";
import { getOperationAST } from "graphql";
import { createClient } from "graphql-sse";
import { useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { SignIn } from "./sign-in.jsx";
import { kept, nobody, remember } from "./session.js";

const ENDPOINT = "/graphql";

const examples = await fetch("/graphiql/examples.json").then((answer) => answer.json());

function fetcherOf(session) {
  const authorization = session.token ? { Authorization: `Bearer ${session.token}` } : {};
  const events = createClient({ url: ENDPOINT, headers: authorization });
  return (body, { documentAST } = {}) => {
    const operation = documentAST && getOperationAST(documentAST, body.operationName);
    return operation?.operation === "subscription" ? events.iterate(body) : answered(body);
  };

  async function answered(body) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", ...authorization };
    const answer = await fetch(ENDPOINT, { method: "POST", headers, body: JSON.stringify(body) });
    return answer.json();
  }
}

// Each role has its own tabs: what one role may ask is not valid for another.
function storageOf(role) {
  const own = (key) => `dengji:${role}:${key}`;
  return {
    getItem: (key) => localStorage.getItem(own(key)),
    setItem: (key, value) => localStorage.setItem(own(key), value),
    removeItem: (key) => localStorage.removeItem(own(key)),
    clear: () => localStorage.clear(),
    get length() {
      return localStorage.length;
    },
  };
}

function Page() {
  const [session, setSession] = useState(kept());
  const fetcher = useMemo(() => fetcherOf(session), [session]);
  const change = (next) => {
    remember(next);
    setSession(next);
  };
  return (
    <div className="page">
      <SignIn session={session} accounts={examples.accounts} onChange={change} nobody={nobody} />
      <GraphiQL
        key={session.role}
        fetcher={fetcher}
        storage={storageOf(session.role)}
        defaultTabs={examples.tabs[session.role] ?? []}
        defaultEditorToolsVisibility="variables"
      />
    </div>
  );
}

createRoot(document.getElementById("root")).render(<Page />);
