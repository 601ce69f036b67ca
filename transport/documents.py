"""文档 GraphQL documents: parsed, limited and validated once for each role, then remembered.

The memory is bounded by bytes, not by number: one large document counts as many small ones.
Only valid documents are kept, so refused ones cannot push them out.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
    Visitor,
    parse,
    visit,
)
from graphql.validation import (
    ASTValidationRule,
    NoSchemaIntrospectionCustomRule,
    specified_rules,
    validate,
)

from permissions.errors import BadUserInput, CostExceeded, ErrorCode, TypedError
from rules.vocabulary import Role
from transport.cost import Cost, costs_of
from transport.limits import Limits, check_limits

DEFAULT_BYTES: Final = 32 * 1024 * 1024
BYTES_PER_CHARACTER: Final = 110  # measured: 20 for introspection, 39 for a page, 112 at most
BYTES_PER_DOCUMENT: Final = 2_000
Rules = tuple[type[ASTValidationRule], ...]
SPECIFIED: Final[Rules] = specified_rules
WITHOUT_INTROSPECTION: Final[Rules] = (*specified_rules, NoSchemaIntrospectionCustomRule)
# The parser's words when it stops at a bound of its own, in place of a syntax error.
PARSER_STOPPED: Final = "Parsing aborted."


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document as one role sees it; either valid (with `ast`) or refused (with `errors`).

    `digest` is the SHA-256 of the text in hexadecimal: the only trace of it in the log.
    `operations` maps each operation's name (None for an anonymous one) to its type.
    The `ast` has no locations. `costs` say what each operation asks for.
    """

    role: Role
    text: str
    digest: str
    ast: DocumentNode
    operations: Mapping[str | None, OperationType]
    errors: tuple[GraphQLError, ...] = ()
    costs: Mapping[str | None, Cost] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """About how many bytes of memory the document holds."""
        return BYTES_PER_DOCUMENT + BYTES_PER_CHARACTER * len(self.text)

    def select(self, name: str | None) -> tuple[str | None, OperationType]:
        """The operation to run: its own name and its type.

        Raises BadUserInput if the name is unknown, or missing where there are several operations.
        """
        if name is not None:
            if name not in self.operations:
                raise BadUserInput(
                    "文档中没有operationName所指的操作。",
                    "The document has no operation of the name in operationName.",
                )
            return name, self.operations[name]
        if len(self.operations) != 1:
            raise BadUserInput(
                "文档含有多个操作，须以operationName指明其一。",
                "The document has several operations; operationName must say which.",
            )
        return next(iter(self.operations.items()))


class Documents:
    """Every valid document in use, by role and text; the one not used for longest goes first."""

    def __init__(
        self,
        schema_of: Callable[[Role], GraphQLSchema],
        limits: Limits,
        max_bytes: int = DEFAULT_BYTES,
        introspection: frozenset[Role] = frozenset(Role),
    ) -> None:
        self._schema_of = schema_of
        self._limits = limits
        self._introspection = introspection
        self._room = max_bytes
        self._kept: OrderedDict[tuple[Role, str], Document] = OrderedDict()

    def get(self, role: Role, text: str) -> Document:
        """The document, remembered or read now. Its `errors` say why it may not run."""
        key = (role, text)
        document = self._kept.get(key)
        if document is not None:
            self._kept.move_to_end(key)
            return document
        rules = SPECIFIED if role in self._introspection else WITHOUT_INTROSPECTION
        document = read_document(role, text, self._schema_of(role), self._limits, rules)
        if not document.errors:
            self._keep(key, document)
        return document

    def _keep(self, key: tuple[Role, str], document: Document) -> None:
        self._kept[key] = document
        self._room -= document.size
        while self._room < 0:
            _, oldest = self._kept.popitem(last=False)
            self._room += oldest.size


def read_document(
    role: Role,
    text: str,
    schema: GraphQLSchema,
    limits: Limits,
    rules: Rules = SPECIFIED,
) -> Document:
    """Parse, limit and validate. It never raises: the errors are in the document."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    try:
        located = _parse(text, limits, no_location=False)
        _refuse_nul(text, located)
        check_limits(located, limits)
    except GraphQLError as error:
        return Document(role, text, digest, DocumentNode(), {}, (_typed_parse_error(error),))
    except TypedError as error:
        refusal = GraphQLError(error.en, original_error=error)
        return Document(role, text, digest, DocumentNode(), {}, (refusal,))
    errors = validate(schema, located, rules, max_errors=limits.errors, hide_suggestions=True)
    if errors:
        typed = tuple(_coded(error, ErrorCode.GRAPHQL_VALIDATION_FAILED) for error in errors)
        return Document(role, text, digest, DocumentNode(), {}, typed)
    # Validation costs several times what parsing does, and a tree without locations half the
    # memory: so errors are worded from the located tree, and the bare one is kept.
    bare = _parse(text, limits, no_location=True)
    return Document(role, text, digest, bare, _operations(bare), costs=costs_of(schema, bare))


def _parse(text: str, limits: Limits, *, no_location: bool) -> DocumentNode:
    return parse(
        text,
        no_location=no_location,
        max_lexical_tokens=limits.tokens,
        max_comments=limits.comments,
        max_source_length=limits.characters,
    )


def _operations(ast: DocumentNode) -> dict[str | None, OperationType]:
    return {
        definition.name.value if definition.name else None: definition.operation
        for definition in ast.definitions
        if isinstance(definition, OperationDefinitionNode)
    }


def _typed_parse_error(error: GraphQLError) -> GraphQLError:
    if error.message.endswith(PARSER_STOPPED):
        stopped = CostExceeded(f"文档过大，解析中止。（{error.message}）", error.message)
        return GraphQLError(error.message, original_error=stopped)
    return _coded(error, ErrorCode.GRAPHQL_PARSE_FAILED)


def _coded(error: GraphQLError, code: ErrorCode) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": code.name}
    return error


class _NulFinder(Visitor):
    def enter_string_value(self, node: StringValueNode, *_: object) -> None:
        if "\0" in node.value:
            raise BadUserInput(
                "文本不得含有字符U+0000。", "A text may not contain the character U+0000."
            )


def _refuse_nul(text: str, ast: DocumentNode) -> None:
    # No text in PostgreSQL can hold it. Only an escape, or the character itself, can bring it in.
    if "\\u" in text or "\0" in text:
        visit(ast, _NulFinder())
