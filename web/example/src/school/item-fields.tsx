import { useState } from "react";
import { useQuery } from "urql";
import { levels } from "../words";
import { graphql } from "./graphql";
import type { Basis, EvaluationMethod, FilingItemInput } from "./graphql/graphql";

// An item as it is being filled in; as it was saved it has more.
export interface Item {
  occupation?: { id: string; code: string; name?: string | null } | null;
  standard?: { id: string; name: string } | null;
  specification?: { id: string } | null;
  levelFrom: number;
  levelTo: number;
  basis: Basis;
  method: EvaluationMethod;
  site?: { id: string } | null;
  majors: { major?: { id: string } | null; expectedCandidates?: number | null }[];
}

const OCCUPATIONS = graphql(`
  query Occupations($text: String!) {
    occupations(first: 8, filter: { name: { contains: $text }, hasStandard: true }) {
      nodes { id code name standards { id name editionYear } }
    }
  }
`);

export function itemInput(item: Item): FilingItemInput {
  return {
    occupationId: item.occupation?.id ?? "",
    standardId: item.standard?.id,
    specificationId: item.specification?.id,
    levelFrom: item.levelFrom,
    levelTo: item.levelTo,
    basis: item.basis,
    method: item.method,
    priorityReason: "NONE",
    siteId: item.site?.id,
    majors: item.majors.map(({ major, expectedCandidates }) => ({ majorId: major?.id ?? "", expectedCandidates })),
  };
}

interface Choice {
  id: string;
  name: string;
}

export function ItemFields(props: {
  item: Item;
  majors: readonly Choice[];
  sites: readonly Choice[];
  onChange: (item: Item) => void;
}) {
  const { item, onChange } = props;
  const [text, setText] = useState("");
  const [{ data }] = useQuery({ query: OCCUPATIONS, variables: { text }, pause: text === "" });
  return (
    <div className="fields">
      <label>
        职业 Occupation
        <input
          list="occupations"
          defaultValue={item.occupation ? `${item.occupation.code} ${item.occupation.name}` : ""}
          onChange={(event) => {
            const typed = event.target.value;
            const chosen = data?.occupations.nodes.find(({ code, name }) => typed === `${code} ${name}`);
            if (chosen) onChange({ ...item, occupation: chosen, standard: chosen.standards[0] ?? null });
            else setText(typed);
          }}
        />
        <datalist id="occupations">
          {data?.occupations.nodes.map(({ id, code, name }) => <option key={id} value={`${code} ${name}`} />)}
        </datalist>
      </label>
      <Select
        words="等级 Level"
        value={String(item.levelTo)}
        choices={[3, 4, 5].map((level) => ({ id: String(level), name: levels(level, level) ?? "" }))}
        onChange={(level) => onChange({ ...item, levelFrom: Math.max(Number(level), item.levelFrom), levelTo: Number(level) })}
      />
      <Select
        words="专业 Major"
        value={item.majors[0]?.major?.id ?? ""}
        choices={props.majors}
        onChange={(id) => onChange({ ...item, majors: [{ major: { id }, expectedCandidates: 30 }] })}
      />
      <Select
        words="考点 Site"
        value={item.site?.id ?? ""}
        choices={props.sites}
        onChange={(id) => onChange({ ...item, site: { id } })}
      />
      <span className="note">{item.standard?.name}</span>
    </div>
  );
}

function Select(props: { words: string; value: string; choices: readonly Choice[]; onChange: (id: string) => void }) {
  return (
    <label>
      {props.words}
      <select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        <option value="" />
        {props.choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
