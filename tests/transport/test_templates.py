"""模板: whoever asks gets the empty list of candidates, and only once if it has not changed."""

import httpx
from starlette.applications import Starlette

from resolvers.table.reading import read_table
from rules.candidate_column import CandidateColumn
from rules.clause_4_1_candidate_list import check_heading, heading_of
from rules.finding import FindingCode
from transport.templates import template_routes


async def test_the_template_has_every_column_and_is_sent_once() -> None:
    transport = httpx.ASGITransport(Starlette(routes=template_routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://register") as client:
        answer = await client.get("/templates/candidates.xlsx")
        again = await client.get(
            "/templates/candidates.xlsx", headers={"if-none-match": answer.headers["etag"]}
        )

    assert (answer.status_code, again.status_code, again.content) == (200, 304, b"")
    heading = heading_of(await read_table(answer.content, 10))
    assert set(heading.places) == set(CandidateColumn)
    assert [f.code for f in check_heading(heading, 0)] == [FindingCode.LIST_EMPTY]
