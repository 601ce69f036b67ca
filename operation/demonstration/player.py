"""演示的执行者: acts as an account does, through the program's own mutations."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from graphql import GraphQLInputObjectType, GraphQLObjectType, get_named_type
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, AccountRole
from models.database import Database
from permissions.request_facts import Language, RequestFacts
from permissions.viewer import PUBLIC_VIEWER, Viewer
from rules.vocabulary import Role
from transport.documents import Documents
from transport.limits import Limits
from transport.program import Program
from transport.receiving import Receiver

FACTS = RequestFacts("demonstration", "127.0.0.1", Language.ENGLISH, "demonstration")


class StoppedError(Exception):
    """An act of the demonstration was refused: the program or the play is wrong."""


@dataclass
class Player:
    """Plays every role on one program. Answers are plain data; a refusal stops the play."""

    program: Program
    database: Database
    receiver: Receiver

    def __post_init__(self) -> None:
        self.documents = Documents(lambda role: self.program.schema(role)._schema, Limits())

    async def viewer(self, login_name: str) -> Viewer:
        """Who the account acts as; the play needs no session."""
        async with AsyncSession(self.database.engine) as session:
            found = await session.execute(
                select(AccountRole)
                .join(Account, Account.id == AccountRole.account_id)
                .where(Account.login_name == login_name)
            )
            role = found.scalars().one()
        return Viewer(
            role.role, role.account_id, role.institution_id, role.district_code, role.expert_id
        )

    async def ask(self, viewer: Viewer, text: str, **variables: Any) -> dict[str, Any]:
        """The answer's data. Raises StoppedError for errors."""
        document = self.documents.get(viewer.role, text)
        if document.errors:
            raise StoppedError(f"{viewer.role.name}: {document.errors[0].message}\n{text}")
        answer = await self.program.execute(document, None, variables, viewer, FACTS)
        if answer.errors:
            raise StoppedError(f"{viewer.role.name}: {answer.errors[0]!r}\n{text}")
        return msgspec.json.decode(msgspec.json.encode(answer.data))  # type: ignore[no-any-return]

    async def act(
        self,
        viewer: Viewer,
        name: str,
        given: Mapping[str, Any],
        shown: str = "id version",
        node: str | None = None,
    ) -> Any:
        """Do one act and give a node of its payload (the first one, or that named `node`).

        The version that an act must name is asked for first. Raises StoppedError for a refusal.
        """
        schema = self.program.schema(viewer.role)._schema
        element = schema.mutation_type.fields[name]  # type: ignore[union-attr]
        input_: Any = get_named_type(element.args["input"].type)
        payload: Any = get_named_type(element.type)
        own = dict(given)
        if "id" in own and _needs_version(input_) and "expectedVersion" not in own:
            own["expectedVersion"] = await self.version(viewer, own["id"])
        node = node or _node_of(payload)
        selection = f"{node} {{ {shown} }}" if node else ""
        answer = await self.ask(
            viewer,
            f"mutation ($input: {input_.name}!) {{ {name}(input: $input) "
            f"{{ {selection} findings {{ code severity message path }} }} }}",
            input=own,
        )
        found = answer[name]
        refusals = [f for f in found["findings"] if f["severity"] == "REFUSAL"]
        if refusals:
            words = "; ".join(f"{f['code']} {f['path']}: {f['message']}" for f in refusals)
            raise StoppedError(f"{name} by {viewer.role.name}: {words}")
        return found[node] if node else None

    async def upload(self, viewer: Viewer, content: bytes) -> str:
        """The id of an upload whose content has come, past HTTP but by the same door."""
        given = {"purpose": "DOCUMENT"}
        text = (
            "mutation ($input: RequestUploadInput!) "
            "{ requestUpload(input: $input) { url upload { id } } }"
        )
        asked = (await self.ask(viewer, text, input=given))["requestUpload"]
        await self.receiver.receive(str(asked["url"]).rpartition("/")[2], _whole(content))
        return str(asked["upload"]["id"])

    async def version(self, viewer: Viewer, node_id: str) -> int:
        found = await self.ask(viewer, "query ($id: ID!) { node(id: $id) { version } }", id=node_id)
        if found["node"] is None:
            raise StoppedError(f"{viewer.role.name} does not see {node_id}")
        return int(found["node"]["version"])


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _needs_version(input_: GraphQLInputObjectType) -> bool:
    return "expectedVersion" in input_.fields


def _node_of(payload: GraphQLObjectType) -> str | None:
    """The first field of the payload that is an object of the register."""
    for name, element in payload.fields.items():
        type_ = get_named_type(element.type)
        if name != "findings" and isinstance(type_, GraphQLObjectType):
            return str(name)
    return None


PUBLIC = PUBLIC_VIEWER
OFFICIALS = {
    "admin": Role.ADMINISTRATOR,
    "department": Role.DEPARTMENT,
    "commission": Role.COMMISSION,
    "center": Role.CENTER,
    "bureau": Role.BUREAU,
    "supervisor": Role.SUPERVISOR,
}
