import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { ActionButton } from "../actions";
import { elsewhere, Findings, type Finding } from "../findings";
import { newKey, state } from "../words";
import { graphql } from "./graphql";
import { type Item, ItemFields, itemInput } from "./item-fields";

const APPLICATION = graphql(`
  query Application($id: ID!) {
    institution { id majors { id name } sites { id name } }
    node(id: $id) {
      ... on FilingApplication {
        id number kind status version experience reason
        declaresTruthful declaresNonProfit declaresAcceptingSupervision
        items {
          id levelFrom levelTo basis method
          occupation { id code name } standard { id name } specification { id name }
          site { id } majors { id major { id } expectedCandidates }
        }
        materials { id kind title note document { id } }
        enrolments { id year enrolled }
        actions { act allowed reasons { code clause severity message path } }
      }
    }
  }
`);
const UPDATE = graphql(`
  mutation UpdateApplication($input: UpdateFilingApplicationInput!) {
    updateFilingApplication(input: $input) {
      filingApplication {
        id version refusalCount
        actions { act allowed reasons { code clause severity message path } }
      }
      findings { code clause severity message path }
    }
  }
`);
const CHECK = graphql(`
  query CheckApplication($id: ID!) {
    checkFilingApplication(id: $id) { code clause severity message path }
  }
`);
const SUBMIT = graphql(`
  mutation SubmitApplication($input: ActInput!) {
    submitFilingApplication(input: $input) {
      filingApplication {
        id number status version
        actions { act allowed reasons { code clause severity message path } }
      }
      findings { code clause severity message path }
    }
  }
`);

const DECLARATIONS = [
  ["declaresTruthful", "对材料的真实性、合法性、有效性负责"],
  ["declaresNonProfit", "坚持社会效益优先，不以营利为目的"],
  ["declaresAcceptingSupervision", "接受两部门监管"],
] as const;
type Declared = Record<(typeof DECLARATIONS)[number][0], boolean>;

interface Draft extends Declared {
  experience: string;
  items: Item[];
}

export function ApplicationForm({ id }: { id: string }) {
  const [{ data, error }] = useQuery({ query: APPLICATION, variables: { id }, requestPolicy: "network-only" });
  const [, update] = useMutation(UPDATE);
  const [, submit] = useMutation(SUBMIT);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [changed, change] = useState<Partial<Draft>>({});
  const [{ data: checked }, check] = useQuery({ query: CHECK, variables: { id }, pause: true });

  const saved = data?.node && "items" in data.node ? data.node : null;
  if (error) return <em role="alert">{error.message}</em>;
  if (!saved || !data) return <p>…</p>;
  const draft: Draft = {
    experience: saved.experience ?? "",
    declaresTruthful: saved.declaresTruthful,
    declaresNonProfit: saved.declaresNonProfit,
    declaresAcceptingSupervision: saved.declaresAcceptingSupervision,
    items: saved.items.map((item) => ({ ...item, majors: [...item.majors] })),
    ...changed,
  };
  const isDraft = saved.actions.some(({ act, allowed }) => act === "updateFilingApplication" && allowed);

  const save = async () => {
    const { items, ...rest } = draft;
    const input = {
      ...rest,
      id,
      expectedVersion: saved.version,
      idempotencyKey: newKey(),
      items: items.map(itemInput),
      materials: saved.materials.map(({ kind, title, note, document }) => ({
        kind,
        title,
        note,
        documentId: document?.id,
      })),
      enrolments: saved.enrolments.map(({ year, enrolled }) => ({ year, enrolled })),
    };
    const answer = await update({ input });
    const refused = answer.data?.updateFilingApplication.findings ?? [];
    setFindings(refused);
    if (refused.every(({ severity }) => severity !== "REFUSAL")) check({ requestPolicy: "network-only" });
  };
  const handIn = async () => {
    const answer = await submit({ input: { id, expectedVersion: saved.version, idempotencyKey: newKey() } });
    setFindings(answer.data?.submitFilingApplication.findings ?? []);
  };

  const shown = findings.length ? findings : (checked?.checkFilingApplication ?? []);
  const places = [["experience"], ...draft.items.map((_, n) => ["items", String(n)]), ...DECLARATIONS.map(([n]) => [n])];
  return (
    <form onSubmit={(event) => event.preventDefault()} data-testid="application">
      <h2>
        {saved.number ?? "新申请"} · {state(saved.status)}
      </h2>
      {saved.reason && <p className="note">{saved.reason}</p>}
      <fieldset disabled={!isDraft}>
        <label>
          评价经验 Experience
          <textarea value={draft.experience} onChange={(e) => change({ ...changed, experience: e.target.value })} />
        </label>
        <Findings findings={shown} at={["experience"]} />
        <h3>评价职业</h3>
        {draft.items.map((item, index) => (
          <div className="card" key={index}>
            <ItemFields
              item={item}
              majors={data.institution?.majors ?? []}
              sites={data.institution?.sites ?? []}
              onChange={(next) =>
                change({ ...changed, items: draft.items.map((one, n) => (n === index ? next : one)) })
              }
            />
            <Findings findings={shown} at={["items", String(index)]} />
          </div>
        ))}
        <button
          type="button"
          onClick={() =>
            change({
              ...changed,
              items: [...draft.items, { levelFrom: 4, levelTo: 4, basis: "NATIONAL_STANDARD", method: "RESULT_ASSESSMENT", majors: [] }],
            })
          }
        >
          添加职业 Add
        </button>
        {DECLARATIONS.map(([name, words]) => (
          <p key={name}>
            <input
              id={name}
              type="checkbox"
              checked={draft[name]}
              onChange={(e) => change({ ...changed, [name]: e.target.checked })}
            />
            <label htmlFor={name} style={{ display: "inline" }}>
              {words}
            </label>
            <Findings findings={shown} at={[name]} />
          </p>
        ))}
      </fieldset>
      <Findings findings={elsewhere(shown, places)} />
      <p className="fields">
        <button type="button" disabled={!isDraft} onClick={() => void save()}>
          保存并预检 Save and check
        </button>
        <ActionButton actions={saved.actions} act="submitFilingApplication" words="提交 Submit" onAct={() => void handIn()} />
      </p>
    </form>
  );
}
