"""How a request comes in and an answer goes out (GraphQL over HTTP, and this contract's own)."""

import json

import httpx
import pytest

from permissions.request_facts import Language
from rules.vocabulary import Role
from tests.transport.conftest import client_of
from tests.transport.small_register import COMPILED, SECRET, SmallRegister
from transport.options import Options

RESPONSE = "application/graphql-response+json"
MUTATION = 'mutation { issue(number: "1") { id } }'


async def ask(client: httpx.AsyncClient, query: str, **rest: object) -> httpx.Response:
    headers = rest.pop("headers", {})
    return await client.post("/graphql", json={"query": query, **rest}, headers=headers)  # type: ignore[arg-type]


async def test_a_compiled_read_goes_out_as_it_came(client: httpx.AsyncClient) -> None:
    answer = await ask(client, COMPILED, variables={"id": "1"})
    assert answer.status_code == 200
    assert answer.content == b'{"data":{"certificate":{"number":"Y000031000011260000001"}}}'


async def test_what_is_not_compiled_is_executed(
    client: httpx.AsyncClient, register: SmallRegister
) -> None:
    answer = await ask(
        client,
        "query A($n: Int!) { certificates(first: $n) { number } }",
        variables={"n": 2},
        headers={"accept-language": "en-GB,zh;q=0.5", "user-agent": "page"},
    )
    assert answer.json() == {"data": {"certificates": [{"number": "0"}, {"number": "1"}]}}
    [(name, variables, facts)] = register.seen
    assert (name, variables) == ("A", {"n": 2})
    assert facts.language is Language.ENGLISH
    assert facts.user_agent == "page"
    assert facts.request_id == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ certificate {", "GRAPHQL_PARSE_FAILED"),
        ("{ certificat { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ " + "__typename " * 30 + "}", "COST_EXCEEDED"),
        ("query($n: Int!) { certificates(first: $n) { id } }", "BAD_USER_INPUT"),
        ("query A { __typename } query B { __typename }", "BAD_USER_INPUT"),
        ("subscription { changed }", "BAD_USER_INPUT"),
    ],
)
async def test_a_document_at_fault_is_400_without_data_as_graphql_response(
    client: httpx.AsyncClient, query: str, code: str
) -> None:
    answer = await ask(client, query, headers={"accept": RESPONSE})
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith(RESPONSE)
    assert answer.json().keys() == {"errors"}
    assert answer.json()["errors"][0]["extensions"]["code"] == code
    as_json = await ask(client, query)
    assert as_json.status_code == 200
    assert as_json.json().keys() == {"errors"}


async def test_no_suggestion_tells_a_hidden_name(client: httpx.AsyncClient) -> None:
    for query in ("{ certificat { id } }", "{ certificate { numbr } }", "{ certificate(idd: 1) }"):
        assert "mean" not in (await ask(client, query)).text


async def test_every_answer_and_every_error_carry_the_request_id(
    client: httpx.AsyncClient,
) -> None:
    for query in ("{ certificate { id } }", "{ nope }", "{ fault }", "{"):
        answer = await ask(client, query)
        request_id = answer.headers["x-request-id"]
        assert len(request_id) == 24
        for error in answer.json().get("errors", ()):
            assert error["extensions"]["requestId"] == request_id
    for path in ("/healthz", "/readyz", "/nothing"):
        assert (await client.get(path)).headers["x-request-id"]


async def test_a_request_id_from_outside_is_kept_if_it_is_harmless(
    client: httpx.AsyncClient,
) -> None:
    kept = await ask(client, COMPILED, headers={"x-request-id": "proxy-12345678"})
    assert kept.headers["x-request-id"] == "proxy-12345678"
    for evil in ("short", "x" * 65, 'a"b{c}d e:f', "12345678\t1"):
        made = await ask(client, COMPILED, headers={"x-request-id": evil})
        assert made.headers["x-request-id"] != evil


async def test_only_typed_words_leave_the_program(client: httpx.AsyncClient) -> None:
    answer = await ask(client, "{ fault refused away wrong }")
    assert answer.status_code == 200
    assert SECRET not in answer.text
    errors = {error["path"][0]: error for error in answer.json()["errors"]}
    codes = {path: error["extensions"]["code"] for path, error in errors.items()}
    assert codes == {
        "fault": "INTERNAL",
        "refused": "BAD_USER_INPUT",
        "away": "UNAVAILABLE",
        "wrong": "INTERNAL",
    }
    assert errors["refused"]["message"] == "证书编号应为22位。"
    assert errors["refused"]["extensions"]["expected"] == "22"
    assert errors["away"]["extensions"]["retryAfter"] == 1


async def test_a_conflict_tells_the_current_version(client: httpx.AsyncClient) -> None:
    answer = await ask(client, 'mutation { issue(number: "1", expectedVersion: 2) { id } }')
    [error] = answer.json()["errors"]
    assert error["extensions"]["code"] == "CONFLICT"
    assert error["extensions"]["currentVersion"] == 1
    assert answer.json()["data"] == {"issue": None}


async def test_a_token_that_is_not_known_is_401(client: httpx.AsyncClient) -> None:
    for authorization in ("Bearer forged", "Bearer ", "Basic c2Nob29s", "Bearer " + "x" * 300):
        answer = await ask(client, COMPILED, headers={"authorization": authorization})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_too_many_requests_are_429_until_a_token_is_there_again() -> None:
    from transport.rates import Rate

    options = Options(anonymous_rate=Rate(per_second=0.01, burst=2))
    async with client_of(SmallRegister(), options) as client:
        for _ in range(2):
            assert (await ask(client, COMPILED)).status_code == 200
        refused = await ask(client, COMPILED)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) == 100
        assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        signed_in = {"authorization": "Bearer school-token"}
        assert (await ask(client, COMPILED, headers=signed_in)).status_code == 200
        forged = await ask(client, COMPILED, headers={"authorization": "Bearer forged"})
        assert forged.status_code == 429


@pytest.mark.parametrize(
    ("token", "most"),
    [(None, 64), ("supervisor-token", 1024), ("school-token", 4096)],
)
async def test_a_body_is_bounded_by_who_sends_it(
    client: httpx.AsyncClient, token: str | None, most: int
) -> None:
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    start = json.dumps({"query": "{ __typename }"})[:-1].encode()
    largest = start + b" " * (most * 1024 - len(start) - 1) + b"}"
    taken = await client.post("/graphql", content=largest, headers=headers)
    assert taken.status_code == 200
    refused = await client.post("/graphql", content=largest + b" ", headers=headers)
    assert refused.status_code == 413


async def test_a_batch_is_refused(client: httpx.AsyncClient, register: SmallRegister) -> None:
    answer = await client.post("/graphql", json=[{"query": MUTATION}, {"query": MUTATION}])
    assert answer.status_code == 400
    assert register.issued == []


async def test_the_public_reads_by_get_and_asks_again_by_etag(client: httpx.AsyncClient) -> None:
    parameters = {"query": COMPILED, "variables": '{"id": "1"}'}
    first = await client.get("/graphql", params=parameters)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "public, no-cache"
    again = await client.get(
        "/graphql", params=parameters, headers={"if-none-match": first.headers["etag"]}
    )
    assert again.status_code == 304
    assert again.content == b""
    signed_in = await client.get(
        "/graphql", params=parameters, headers={"authorization": "Bearer school-token"}
    )
    assert signed_in.headers["cache-control"] == "no-store"
    assert "etag" not in signed_in.headers


async def test_a_mutation_by_get_is_405(client: httpx.AsyncClient, register: SmallRegister) -> None:
    answer = await client.get("/graphql", params={"query": MUTATION})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert register.issued == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD"])
async def test_other_methods_are_405(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql", params={"query": COMPILED})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST, OPTIONS"


async def test_several_operations_need_a_name(
    client: httpx.AsyncClient, register: SmallRegister
) -> None:
    both = f"query Read {{ certificate {{ id }} }} {MUTATION.replace('mutation', 'mutation Act')}"
    refused = await ask(client, both)
    assert refused.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert register.issued == []
    assert (await ask(client, both, operationName="Act")).json()["data"]
    assert register.issued == ["1"]
    unknown = await ask(client, both, operationName="Other")
    assert unknown.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_registered_document_runs_by_its_id(client: httpx.AsyncClient) -> None:
    known = await client.post("/graphql", json={"documentId": "sha256:known"})
    assert known.json() == {"data": {"certificate": {"id": "1"}}}
    unknown = await client.post("/graphql", json={"documentId": "sha256:other"})
    assert unknown.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_FOUND"
    both = await client.post("/graphql", json={"documentId": "sha256:known", "query": COMPILED})
    assert both.status_code == 400


async def test_in_strict_mode_the_public_sends_no_document_of_its_own() -> None:
    options = Options(only_trusted_for_public=True, trusted_documents={"sha256:a": "{__typename}"})
    async with client_of(SmallRegister(), options) as client:
        refused = await ask(client, "{ __typename }")
        assert refused.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_FOUND"
        assert (await client.post("/graphql", json={"documentId": "sha256:a"})).json()["data"]
        signed_in = {"authorization": "Bearer school-token"}
        assert (await ask(client, "{ __typename }", headers=signed_in)).json()["data"]


async def test_a_page_of_a_listed_origin_may_call_and_no_other(client: httpx.AsyncClient) -> None:
    listed, other = {"origin": "https://page.test"}, {"origin": "https://evil.test"}
    preflight = await client.options("/graphql", headers=listed)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "https://page.test"
    assert "authorization" in preflight.headers["access-control-allow-headers"]
    answer = await ask(client, COMPILED, headers=listed)
    assert answer.headers["access-control-allow-origin"] == "https://page.test"
    for refused in (await client.options("/graphql", headers=other), await ask(client, COMPILED)):
        assert not any(name.startswith("access-control") for name in refused.headers)
    assert "access-control-allow-credentials" not in answer.headers


async def test_a_browser_gets_the_page_and_a_program_the_answer() -> None:
    from starlette.responses import HTMLResponse

    options = Options(page=HTMLResponse("<h1>GraphiQL</h1>"))
    async with client_of(SmallRegister(), options) as client:
        browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        page = await client.get("/graphql", headers=browser)
        assert page.text == "<h1>GraphiQL</h1>"
        assert page.headers["x-request-id"]
        answer = await client.get("/graphql", params={"query": COMPILED})
        assert answer.json()["data"]


async def test_a_role_without_introspection_still_reads() -> None:
    options = Options(introspection=frozenset({Role.SCHOOL}))
    signed_in = {"authorization": "Bearer school-token"}
    async with client_of(SmallRegister(), options) as client:
        for query in ("{ __schema { types { name } } }", '{ __type(name: "Query") { name } }'):
            refused = await ask(client, query)
            assert refused.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
            assert (await ask(client, query, headers=signed_in)).json()["data"]
        assert (await ask(client, "{ certificate { __typename } }")).json()["data"]


async def test_what_nobody_here_can_answer_is_406(client: httpx.AsyncClient) -> None:
    answer = await ask(client, COMPILED, headers={"accept": "image/png, text/html"})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b'"query"',
        b'{"query": 1}',
        b'{"query": "{ __typename }", "variables": "x"}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "extensions": 1}',
        b'{"query": "{ __typename }", "operationName": {}}',
        b'{"variables": {}}',
        b'{"query": "{ __typename }"} {}',
        b'{"query": "{ __typename }", "variables": {"a": "\xff"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\xed\xa0\x80"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\ud800abcdefgh"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\udc00\\ud800"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\u0000"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\\\\\u0000"}}',
        b'{"query": "{ __typename }", "variables": {"a": "\x00"}}',
        b'{"query": "{ certificate(number: \\"\\\\u0000\\") { id } }"}',
        b'{"query": "{ certificate(number: \\"\\\\u{0}\\") { id } }"}',
        b'{"query": "{ __typename }", "variables": {"a": 1e99999}}',
        b"\xef\xbb\xbf{}",
        '{"query": "{ __typename }"}'.encode("utf-16"),
        b"[" * 5_000,
        b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 5_000 + b"]" * 5_000 + b"}}",
        b'{"a":' * 1_000 + b"1" + b"}" * 1_000,
    ],
)
async def test_a_body_that_is_not_a_request_is_bad_user_input(
    client: httpx.AsyncClient, body: bytes
) -> None:
    headers = {"content-type": "application/json", "accept": RESPONSE}
    answer = await client.post("/graphql", content=body, headers=headers)
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_an_escaped_backslash_before_u0000_is_a_text(client: httpx.AsyncClient) -> None:
    body = b'{"query": "query($n: String!) { certificate(number: $n) { id } }",' + (
        b'"variables": {"n": "\\\\u0000"}}'
    )
    answer = await client.post(
        "/graphql", content=body, headers={"content-type": "application/json"}
    )
    assert answer.json()["data"]


async def test_readiness_names_what_is_lacking(
    client: httpx.AsyncClient, register: SmallRegister
) -> None:
    assert (await client.get("/healthz")).json() == {"status": "alive"}
    assert (await client.get("/readyz")).json() == {"status": "ready", "lacking": []}
    register.lacking = ["The database is at an older revision."]
    unready = await client.get("/readyz")
    assert unready.status_code == 503
    assert unready.json()["lacking"] == ["The database is at an older revision."]
