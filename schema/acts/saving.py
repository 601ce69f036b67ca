"""保存 What every save has: with an id it changes, without one it enters."""

import strawberry

from permissions.declaration import input_field, input_of


@input_of("保存", "With an id and expectedVersion an object is changed, without it is entered")
class SaveInput:
    id: strawberry.ID | None = input_field("标识", "The object; none enters a new one")
    expected_version: int | None = input_field("预期版本", "The version seen; needed with an id")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")
