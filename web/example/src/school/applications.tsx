import { useState } from "react";
import { useMutation, useQuery, useSubscription } from "urql";
import { Findings, type Finding } from "../findings";
import { newKey, state } from "../words";
import { ApplicationForm } from "./application-form";
import { graphql } from "./graphql";

const APPLICATIONS = graphql(`
  query Applications {
    filingApplications(first: 50) {
      nodes { id number kind status version refusalCount submittedAt reason }
    }
  }
`);
const CREATE = graphql(`
  mutation CreateApplication($input: CreateFilingApplicationInput!) {
    createFilingApplication(input: $input) {
      filingApplication { id kind status version }
      findings { code clause severity message path }
    }
  }
`);
// The row of the list is the same object: the cache shows what has changed wherever it stands.
const CHANGED = graphql(`
  subscription ApplicationChanged {
    filingApplicationChanged { id status version refusalCount submittedAt reason }
  }
`);

export function Applications() {
  const [{ data, error }, again] = useQuery({ query: APPLICATIONS, requestPolicy: "cache-and-network" });
  const [, create] = useMutation(CREATE);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [chosen, choose] = useState<string | null>(null);
  useSubscription({ query: CHANGED });
  const begin = async () => {
    const made = await create({ input: { kind: "ADDITION", idempotencyKey: newKey() } });
    const payload = made.data?.createFilingApplication;
    setFindings(payload?.findings ?? []);
    choose(payload?.filingApplication?.id ?? null);
    again({ requestPolicy: "network-only" });
  };
  if (error) return <em role="alert">{error.message}</em>;
  return (
    <div className="split">
      <aside>
        <button onClick={() => void begin()}>新增职业申请 New addition</button>
        <Findings findings={findings} />
        <ul data-testid="applications">
          {data?.filingApplications.nodes.map((one) => (
            <li key={one.id}>
              <button aria-current={one.id === chosen} onClick={() => choose(one.id)}>
                {one.number ?? "（未编号）"} {state(one.status)}
              </button>
            </li>
          ))}
        </ul>
      </aside>
      <section>{chosen && <ApplicationForm key={chosen} id={chosen} />}</section>
    </div>
  );
}
