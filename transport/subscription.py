"""订阅 One subscription: its document, read anew for every event by the compiler of reads."""

from typing import Any
from uuid import UUID

import msgspec
from graphql import GraphQLSchema

from permissions.errors import TypedError, Unavailable
from permissions.viewer import Viewer
from resolvers.execute.variables import refusals
from resolvers.read.plans import Reader
from resolvers.read.statement import Declined
from transport.documents import Document


class Subscription:
    """Raises BadUserInput for variables that do not fit."""

    def __init__(
        self,
        reader: Reader,
        document: Document,
        name: str | None,
        variables: bytes,
        language: str,
    ) -> None:
        self._reader, self._document, self._name = reader, document, name
        self._variables, self._language = variables, language
        given: dict[str, Any] = msgspec.json.decode(variables)
        operation = reader.operation(document.role, document.digest, document.ast, name)
        self._check_variables(operation.schema, given)
        self.followed = operation.followed(given)

    def _check_variables(self, schema: GraphQLSchema, given: dict[str, Any]) -> None:
        for refusal in refusals(schema, self._document.ast, self._name, given):
            raise refusal

    async def event(self, connection: Any, viewer: Viewer, row_id: str) -> bytes:
        """The JSON text of `data` as of now. Raises a TypedError where it cannot be read."""
        try:
            return await self._reader.answer(
                connection,
                viewer,
                self._document.ast,
                self._document.digest,
                self._name,
                self._variables,
                self._language,
                UUID(row_id) if row_id else None,
            )
        except Declined as declined:
            raise _typed(declined) from declined

    def is_shown(self, data: bytes, last: bytes) -> bool:
        """Whether an event is one for this follower: a row that it sees, or a changed answer."""
        return not data.endswith(b":null}") if self.followed.is_each else data != last


def _typed(declined: Declined) -> TypedError:
    if isinstance(declined.__cause__, TypedError):
        return declined.__cause__
    return Unavailable("该变动无法读取，请重新订阅。", "The event cannot be read: subscribe again.")
