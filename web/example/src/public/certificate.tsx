import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "./graphql";

const CERTIFICATE = graphql(`
  query Certificate($by: CertificateBy!) {
    certificate(by: $by) {
      id number agencyName occupationName tradeName levelWords maskedHolderName issuedOn validity
      checks { kind outcome message }
    }
  }
`);

const OUTCOMES = { PASSED: "advice", FAILED: "refusal", NOT_AVAILABLE: "warning" };

export function Certificate() {
  const [number, setNumber] = useState("");
  const [name, setName] = useState("");
  const [asked, ask] = useState<{ number: string; name: string } | null>(null);
  const [{ data, error, fetching }] = useQuery({
    query: CERTIFICATE,
    variables: { by: { numberAndName: asked ?? { number: "", name: "" } } },
    pause: asked === null,
    requestPolicy: "network-only",
  });
  const found = data?.certificate;
  return (
    <>
      <form className="search" onSubmit={(event) => (event.preventDefault(), ask({ number, name }))}>
        <label>
          证书编号 Number <input size={26} value={number} onChange={(e) => setNumber(e.target.value.trim())} />
        </label>
        <label>
          姓名 Name <input value={name} onChange={(e) => setName(e.target.value)} />
        </label>
        <button disabled={fetching || !number || !name}>查询 Check</button>
      </form>
      {error && <em role="alert">{error.graphQLErrors[0]?.message ?? error.message}</em>}
      {asked && !fetching && !error && !found && (
        <p data-testid="not-found">未查到相符的证书。请核对编号与姓名，或向发证机构询问。</p>
      )}
      {found && (
        <article className="card" data-testid="certificate">
          <h3>
            {found.occupationName} {found.levelWords}
          </h3>
          <p>
            {found.maskedHolderName} · {found.agencyName} · {found.issuedOn} · {found.number}
          </p>
          <ul className="findings">
            {found.checks.map((check) => (
              <li key={check.kind} className={OUTCOMES[check.outcome]}>
                {check.message}
              </li>
            ))}
          </ul>
        </article>
      )}
    </>
  );
}
