import { useState } from "react";
import { useQuery } from "urql";
import { levels, state } from "../words";
import { graphql } from "./graphql";
import type { AgencyFilter } from "./graphql/graphql";

const DIRECTORY = graphql(`
  query Directory($filter: AgencyFilter, $after: String) {
    agencies(first: 20, after: $after, filter: $filter) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id name address status validTo
        codes { code }
        items { id levelFrom levelTo validTo occupation { id code name } standard { id name } }
      }
    }
  }
`);
const DISTRICTS = graphql(`query Districts { districts { id code name } }`);

export function Directory() {
  const [text, setText] = useState("");
  const [occupation, setOccupation] = useState("");
  const [district, setDistrict] = useState("");
  const [level, setLevel] = useState("");
  const [after, setAfter] = useState<string | null>(null);
  const [{ data: places }] = useQuery({ query: DISTRICTS });
  const filter: AgencyFilter = {
    name: text ? { contains: text } : null,
    districtCode: district || null,
    item:
      occupation || level
        ? { occupationName: occupation ? { contains: occupation } : null, level: level ? Number(level) : null }
        : null,
  };
  const [{ data, error, fetching }] = useQuery({ query: DIRECTORY, variables: { filter, after } });
  const page = data?.agencies;
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    setAfter(null);
  };
  return (
    <>
      <form className="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          名称 Name <input type="search" value={text} onChange={change(setText)} />
        </label>
        <label>
          职业 Occupation <input type="search" value={occupation} onChange={change(setOccupation)} />
        </label>
        <label>
          区 District
          <select value={district} onChange={change(setDistrict)}>
            <option value="">全部</option>
            {places?.districts.map(({ id, code, name }) => (
              <option key={id} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          等级 Level
          <select value={level} onChange={change(setLevel)}>
            <option value="">全部</option>
            {[3, 4, 5].map((one) => (
              <option key={one} value={one}>
                {levels(one, one)}
              </option>
            ))}
          </select>
        </label>
      </form>
      {error && <em role="alert">{error.message}</em>}
      <p className="note" data-testid="total">
        共 {page?.totalCount ?? "…"} 家评价机构
      </p>
      {page?.nodes.map((agency) => (
        <article className="card" key={agency.id}>
          <h3>
            {agency.name} <small>{state(agency.status)}</small>
          </h3>
          <p className="note">
            {agency.codes.map(({ code }) => code).join("、")} · {agency.address} · 有效期至 {agency.validTo}
          </p>
          <table>
            <tbody>
              {agency.items.map((item) => (
                <tr key={item.id}>
                  <td>{item.occupation.code}</td>
                  <td>{item.occupation.name}</td>
                  <td>{levels(item.levelFrom, item.levelTo)}</td>
                  <td>{item.standard?.name}</td>
                  <td>至 {item.validTo}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      ))}
      {page?.pageInfo.hasNextPage && (
        <button disabled={fetching} onClick={() => setAfter(page.pageInfo.endCursor ?? null)}>
          更多 More
        </button>
      )}
    </>
  );
}
