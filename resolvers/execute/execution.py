"""Strawberry's executor over a role's schema: what the compiler does not answer."""

from dataclasses import dataclass
from typing import Any

import msgspec
from graphql import DocumentNode, ExecutionResult, GraphQLSchema, execute
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from resolvers.execute.context import Context
from resolvers.execute.variables import refusals
from resolvers.write.act import Finished


class Executor(StrawberryGraphQLCoreExecutionContext):
    """Writes the finished text of a payload through as it is."""

    def complete_value(
        self,
        return_type: Any,
        field_details_list: Any,
        info: Any,
        path: Any,
        result: Any,
        position_context: Any,
    ) -> Any:
        if isinstance(result, Finished):
            return msgspec.Raw(result.text)
        return super().complete_value(
            return_type, field_details_list, info, path, result, position_context
        )


@dataclass(frozen=True)
class Incoming:
    """The request as sent: what names it for plans and idempotency keys, and who words it.

    `address` is where it came from, as the server sees it.
    """

    digest: str
    variables: dict[str, Any]
    language: str = "zh-CN"
    address: str = ""


async def run(
    schema: GraphQLSchema, ast: DocumentNode, name: str | None, context: Context
) -> ExecutionResult:
    """The answer to a valid document, with the errors as they were raised; variables that do not
    fit are refused in our own words."""
    result = execute(
        schema,
        ast,
        variable_values=context.request.variables,
        operation_name=name,
        context_value=context,
        executor_class=Executor,
    )
    answer: ExecutionResult = await result if hasattr(result, "__await__") else result
    if answer.data is None and not any(error.path for error in answer.errors or ()):
        words = refusals(schema, ast, name, context.request.variables)
        answer = ExecutionResult(None, words or answer.errors)
    return answer
