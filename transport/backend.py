"""What the transport asks of the layers below it: six questions, and nothing else.

The lane knows HTTP and documents; it does not know tables, plans or sessions. Whoever answers
these questions (the program, or a small schema in a test) can stand behind it.
"""

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, Protocol

import strawberry
from graphql import GraphQLError

from permissions.request_facts import RequestFacts
from permissions.viewer import Viewer
from rules.vocabulary import Role
from transport.documents import Document


class Executed(Protocol):
    """The result of an executor; both graphql-core's and Strawberry's class are one.

    `data` may hold `msgspec.Raw` (finished JSON text) anywhere.
    """

    @property
    def data(self) -> dict[str, Any] | None: ...
    @property
    def errors(self) -> Sequence[GraphQLError] | None: ...
    @property
    def extensions(self) -> Mapping[str, Any] | None: ...


class Backend(Protocol):
    """The program behind the lane. Every method may raise a TypedError."""

    def schema(self, role: Role) -> strawberry.Schema:
        """The schema of a role; graphql-core's is its `_schema`. It never changes while serving."""
        ...

    async def read(
        self,
        document: Document,
        operation_name: str | None,
        variables: bytes,
        viewer: Viewer,
        request: RequestFacts,
    ) -> bytes | None:
        """The value of `data` for a query, as UTF-8 JSON, by a compiled statement.

        None means that the executor must answer: a compiled plan may only succeed.
        `operation_name` is the selected operation's own name, None for an anonymous one;
        `variables` is the text of a JSON object, well-formed and without NUL.
        """
        ...

    async def execute(
        self,
        document: Document,
        operation_name: str | None,
        variables: dict[str, Any],
        viewer: Viewer,
        request: RequestFacts,
    ) -> Executed:
        """The executor's answer to a valid document, with the errors as they were raised."""
        ...

    def follow(
        self,
        document: Document,
        operation_name: str | None,
        variables: bytes,
        token: str | None,
        request: RequestFacts,
    ) -> AsyncGenerator[bytes, None]:
        """The value of `data` for each event of a subscription, as UTF-8 JSON.

        `token` is whose rights count, looked at again for every event and every few seconds.
        It ends only by raising: Unauthenticated or Forbidden when these rights have ended,
        Unavailable when events may have been missed, BadUserInput for variables that do not fit.
        """
        ...

    async def viewer(self, token: str | None) -> Viewer:
        """Who asks. Raises Unauthenticated for a token that is unknown or has ended."""
        ...

    async def ready(self) -> list[str]:
        """What is not ready, each in words for the operator; empty when all is."""
        ...
