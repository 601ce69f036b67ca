import { useState } from "react";
import { useMutation, useQuery, useSubscription } from "urql";
import { ActionButton } from "../actions";
import { Findings, type Finding } from "../findings";
import { levels, newKey, state } from "../words";
import { graphql } from "./graphql";

const QUEUE = graphql(`
  query Queue {
    filingApplications(first: 50, filter: { statusIn: [SUBMITTED, ACCEPTED, RETURNED] }) {
      nodes {
        id number kind status version submittedAt reason
        institution { id name }
        items { id levelFrom levelTo occupation { id code name } }
        actions { act allowed reasons { code clause severity message path } }
      }
    }
  }
`);
const CHANGED = graphql(`
  subscription QueueChanged {
    filingApplicationChanged { id status version }
  }
`);
const ACCEPT = graphql(`
  mutation Accept($input: ActInput!) {
    acceptFilingApplication(input: $input) {
      filingApplication { id status version actions { act allowed reasons { code clause severity message path } } }
      findings { code clause severity message path }
    }
  }
`);
const RETURN = graphql(`
  mutation Return($input: ReturnFilingApplicationInput!) {
    returnFilingApplication(input: $input) {
      filingApplication { id status version reason actions { act allowed reasons { code clause severity message path } } }
      findings { code clause severity message path }
    }
  }
`);

export function Queue() {
  const [{ data, error }, again] = useQuery({ query: QUEUE, requestPolicy: "cache-and-network" });
  const [, accept] = useMutation(ACCEPT);
  const [, send] = useMutation(RETURN);
  const [findings, setFindings] = useState<{ of: string; found: readonly Finding[] } | null>(null);
  // An application that is new here is in no list of the cache yet: the queue is read again.
  useSubscription({ query: CHANGED }, (_, event) => {
    again({ requestPolicy: "network-only" });
    return event;
  });
  if (error) return <em role="alert">{error.message}</em>;
  return (
    <div data-testid="queue">
      {data?.filingApplications.nodes.map((one) => {
        const input = { id: one.id, expectedVersion: one.version, idempotencyKey: newKey() };
        const judged = (found: readonly Finding[] | undefined) => setFindings({ of: one.id, found: found ?? [] });
        return (
          <article className="card" key={one.id} data-status={one.status}>
            <h3>
              {one.number} {one.institution?.name} <small>{state(one.status)}</small>
            </h3>
            <p className="note">{one.submittedAt?.slice(0, 10)} {one.reason}</p>
            <ul>
              {one.items.map((item) => (
                <li key={item.id}>
                  {item.occupation.code} {item.occupation.name} {levels(item.levelFrom, item.levelTo)}
                </li>
              ))}
            </ul>
            {findings?.of === one.id && <Findings findings={findings.found} />}
            <p className="fields">
              <ActionButton
                actions={one.actions}
                act="acceptFilingApplication"
                words="受理 Accept"
                onAct={async () => judged((await accept({ input })).data?.acceptFilingApplication.findings)}
              />
              <ActionButton
                actions={one.actions}
                act="returnFilingApplication"
                words="退回 Return"
                onAct={async () => {
                  const reason = window.prompt("退回理由 Reason");
                  if (reason) judged((await send({ input: { ...input, reason } })).data?.returnFilingApplication.findings);
                }}
              />
            </p>
          </article>
        );
      })}
      {data?.filingApplications.nodes.length === 0 && <p className="note">没有等待受理的申请。</p>}
    </div>
  );
}
