"""What the printed schema promises to pages; a test has the number of its line in the contract."""

import re
from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    is_specified_scalar_type,
)

from operation.generated import keep
from operation.print_schema import texts
from rules.lifecycle import WORKFLOWS
from rules.vocabulary import Role
from tests.contract.elements import elements, schema_of, whole

# A term like SHA-256, or a figure like {level}, may come before the first Chinese character.
CHINESE_FIRST = re.compile(r"[^\u4e00-\u9fff]{0,12}[\u4e00-\u9fff].*[A-Za-z]{2}", re.DOTALL)
CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*\Z")
SCREAMING = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\Z")
PASCAL = re.compile(r"[A-Z][a-zA-Z0-9]*\Z")
OPERATORS = {"TextFilter", "IdFilter"}  # what one column must be
OF_AN_INPUT = ("Input", "Filter", "By", "Range", "OccupationCode", "AndName", "AndIdentity")
PAGING = {"first": "Int", "after": "String", "last": "Int", "before": "String"}
PAGE_INFO = {
    "hasNextPage": "Boolean!",
    "hasPreviousPage": "Boolean!",
    "startCursor": "String",
    "endCursor": "String",
}
NODE = {"id": "ID!", "createdAt": "DateTime!", "updatedAt": "DateTime!", "version": "Int!"}
ACTION = {"act": "String!", "allowed": "Boolean!", "reasons": "[Finding!]!"}
FINDING = {
    "code": "FindingCode!",
    "clause": "String!",
    "severity": "Severity!",
    "message": "String!",
    "path": "[String!]!",
}
# The acts on sessions and passwords, which are not repeated under a key.
UNKEYED = {"signIn", "signOut", "refreshSession", "actAs", "changePassword", "resetPassword"}

Typed = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType


def own_types() -> list[GraphQLNamedType]:
    return [
        t
        for t in whole().type_map.values()
        if not t.name.startswith("__") and not is_specified_scalar_type(t)
    ]


def objects() -> list[GraphQLObjectType]:
    return [t for t in own_types() if isinstance(t, GraphQLObjectType)]


def nodes() -> list[GraphQLObjectType]:
    return [t for t in objects() if "Node" in {i.name for i in t.interfaces}]


def mutations() -> GraphQLObjectType:
    found = whole().mutation_type
    assert found is not None
    return found


def inputs() -> Iterator[tuple[str, GraphQLInputObjectType]]:
    """Every mutation with its input; those without any need nothing but the viewer."""
    for name, element in mutations().fields.items():
        if element.args:
            input_ = get_named_type(element.args["input"].type)
            assert isinstance(input_, GraphQLInputObjectType)
            yield name, input_


def printed(type_: Typed) -> dict[str, str]:
    return {name: str(element.type) for name, element in type_.fields.items()}


def test_7_the_printed_schemas_are_those_of_the_declarations() -> None:
    keep(texts(), ["--check"], "schema")


@pytest.mark.parametrize("name", ["schema", *(role.name.lower() for role in Role)])
def test_8_every_element_is_described_in_chinese_then_in_english(name: str) -> None:
    found = [e.place for e in elements(name) if not CHINESE_FIRST.match(e.description)]
    assert found == []


@pytest.mark.parametrize("role", Role)
def test_8_what_is_printed_for_a_role_is_what_its_schema_has(role: Role) -> None:
    shown = {e.place for e in elements(role.name.lower())}
    hidden = {e.place for e in elements("schema") if e.roles is not None and role not in e.roles}
    assert hidden, "every role has something that it may not see"
    assert not shown & hidden
    assert shown <= {e.place for e in elements("schema")}


def test_9_names_have_one_form_each() -> None:
    for type_ in own_types():
        assert PASCAL.match(type_.name)
        if isinstance(type_, GraphQLEnumType):
            assert all(SCREAMING.match(value) for value in type_.values), type_
        elif isinstance(type_, Typed):
            assert all(CAMEL.match(name) for name in type_.fields), type_


def test_9_a_type_s_name_says_what_it_is_for() -> None:
    for type_ in own_types():
        if isinstance(type_, GraphQLInputObjectType):
            assert type_.name.endswith(OF_AN_INPUT)
    for name, element in mutations().fields.items():
        assert str(element.type).endswith("Payload!"), name
    for type_ in objects():
        for element in type_.fields.values():
            named = {a: get_named_type(given.type).name for a, given in element.args.items()}
            assert named.get("orderBy", "Order").endswith("Order")
            assert named.get("filter", "Filter").endswith("Filter")
            assert ("first" in named) == get_named_type(element.type).name.endswith("Connection")


def test_10_every_scalar_of_ours_is_specified_and_none_is_untyped() -> None:
    scalars = [t for t in own_types() if isinstance(t, GraphQLScalarType)]
    assert {t.name for t in scalars} == {"BigInt", "Date", "DateTime", "Decimal"}
    assert all(t.specified_by_url for t in scalars)


def test_10_days_are_date_and_instants_are_date_time() -> None:
    for type_ in objects():
        for name, element in type_.fields.items():
            named = get_named_type(element.type)
            is_of_a_day = "on" in element.args  # what was so on the day that is given
            if isinstance(named, GraphQLScalarType) and name.endswith("On") and not is_of_a_day:
                assert named.name == "Date", f"{type_}.{name}"
            if isinstance(named, GraphQLScalarType) and name.endswith("At"):
                assert named.name == "DateTime", f"{type_}.{name}"


def test_12_every_connection_is_paged_alike() -> None:
    info = whole().type_map["PageInfo"]
    assert isinstance(info, GraphQLObjectType)
    assert printed(info) == PAGE_INFO
    fields = [(t.name, n, e) for t in objects() for n, e in t.fields.items() if "first" in e.args]
    assert fields
    for type_name, name, element in fields:
        given = {a: str(element.args[a].type) for a in PAGING}
        assert given == PAGING, f"{type_name}.{name}"
        page = get_named_type(element.type)
        assert isinstance(page, GraphQLObjectType)
        row = page.name.removesuffix("Connection")
        facets = {"facets": f"{row}Facets!"} if "facets" in page.fields else {}
        assert printed(page) == {
            "edges": f"[{row}Edge!]!",
            "nodes": f"[{row}!]!",
            "pageInfo": "PageInfo!",
            "totalCount": "Int!",
            **facets,
        }


def test_15_alternative_look_ups_are_one_of() -> None:
    found = [t for t in own_types() if t.name.endswith("By")]
    assert found
    assert all(isinstance(t, GraphQLInputObjectType) and t.is_one_of for t in found)


@pytest.mark.parametrize("role", Role)
def test_16_every_node_says_when_it_came_when_it_changed_and_its_version(role: Role) -> None:
    schema = schema_of(role)
    interface = schema.type_map["Node"]
    assert isinstance(interface, GraphQLInterfaceType)
    found = schema.get_implementations(interface).objects
    assert found
    for type_ in found:
        assert NODE.items() <= printed(type_).items(), type_


def test_18_a_mutation_takes_one_input_and_answers_with_findings() -> None:
    finding = whole().type_map["Finding"]
    assert isinstance(finding, GraphQLObjectType)
    assert printed(finding) == FINDING
    for name, element in mutations().fields.items():
        assert set(element.args) <= {"input"}, name
        payload = get_named_type(element.type)
        assert isinstance(payload, GraphQLObjectType)
        assert str(payload.fields["findings"].type) == "[Finding!]!", name


def test_20_every_act_on_an_object_names_the_version_that_was_seen() -> None:
    for name, input_ in inputs():
        if "id" in input_.fields:
            is_new_or_known = str(input_.fields["id"].type) == "ID"
            expected = "Int" if is_new_or_known else "Int!"
            assert str(input_.fields["expectedVersion"].type) == expected, name


def test_15_every_filter_of_rows_nests_and_takes_one_state_or_several() -> None:
    own = [t for t in own_types() if isinstance(t, GraphQLInputObjectType)]
    filters = [t for t in own if t.name.endswith("Filter") and t.name not in OPERATORS]
    assert len(filters) > 10
    for type_ in filters:
        assert type_.fields.keys() >= {"and", "or", "not"}, type_
        assert str(type_.fields["and"].type) == f"[{type_.name}!]", type_
        if "status" in type_.fields:
            status = type_.fields["status"].type
            assert not isinstance(status, GraphQLList), type_
            assert str(type_.fields["statusIn"].type) == f"[{status}!]", type_


def test_20_every_act_but_those_on_sessions_and_passwords_takes_a_key() -> None:
    keyed = {name for name, input_ in inputs() if "idempotencyKey" in input_.fields}
    assert set(mutations().fields) - keyed == UNKEYED


def test_21_a_batch_has_a_dry_run_and_a_policy() -> None:
    batches = {name: type_ for name, type_ in inputs() if "dryRun" in type_.fields}
    assert batches.keys() >= {"importCandidates", "importResults", "issueCertificates"}
    for type_ in batches.values():
        assert get_named_type(type_.fields["dryRun"].type).name == "Boolean"
        policy = get_named_type(type_.fields["errorPolicy"].type)
        assert isinstance(policy, GraphQLEnumType)
        assert set(policy.values) == {"REJECT_ALL", "REJECT_ROWS"}


def test_22_what_an_act_moves_shows_its_status_its_history_and_its_buttons() -> None:
    action = whole().type_map["Action"]
    assert isinstance(action, GraphQLObjectType)
    assert printed(action) == ACTION
    found = [t for t in nodes() if t.name in moved_types()]
    assert len(found) >= 7
    for type_ in found:
        assert "status" in type_.fields, type_
        assert str(type_.fields["history"].type) == "[RegisterEntry!]!", type_
        assert str(type_.fields["actions"].type) == "[Action!]!", type_


def moved_types() -> set[str]:
    """The nouns of the workflows that have an act in the schema."""
    return {
        "".join(word.title() for word in noun.split("_"))
        for noun, acts in WORKFLOWS.items()
        if any(act.name in mutations().fields for act in acts)
    }


def test_23_every_role_but_the_public_is_told_what_waits_for_it_and_until_when() -> None:
    for role in Role:
        query = schema_of(role).query_type
        assert query is not None
        assert ("tasks" in query.fields) == (role is not Role.PUBLIC)
    task = whole().type_map["Task"]
    assert isinstance(task, GraphQLObjectType)
    assert {
        "dueOn": "Date",
        "workingDaysLeft": "Int",
        "overdue": "Boolean!",
        "provisional": "Boolean!",
    }.items() <= printed(task).items()
