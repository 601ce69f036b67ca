"""Faults to be planted: edits of the compiler's or the executor's own text.

Each names a function, what stands there, and what a careless change would make of it. A text that
is no longer there is a fault of this list: plant it anew.
"""

import inspect
import textwrap
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

from resolvers.execute import page as executed_page
from resolvers.read import arguments, connection, holes, keyset, plans, text
from resolvers.read.connection import Page
from resolvers.read.inputs import Fields, Nullable
from resolvers.read.selection import Selections
from resolvers.read.statement import Statement


@dataclass(frozen=True)
class Fault:
    """`owner.name` is a function whose source holds `before` once."""

    sentence: str
    owner: Any
    name: str
    before: str
    after: str

    @property
    def function(self) -> FunctionType:
        return inspect.getattr_static(self.owner, self.name)  # type: ignore[no-any-return]

    def code(self) -> CodeType:
        """The function's code with the edit: put in its place it is met by whoever calls it."""
        source = textwrap.dedent(inspect.getsource(self.function))
        assert source.count(self.before) == 1, f"{self.name} has changed: plant this fault anew"
        made: dict[str, Any] = {}
        exec(source.replace(self.before, self.after), self.function.__globals__, made)
        return made[self.name].__code__  # type: ignore[no-any-return]


PLANTED = (
    Fault("no predicate on a joined row", Statement, "one", "relation), seen)", "relation))"),
    Fault("no predicate on a list", Statement, "many", "relation), seen)", "relation))"),
    Fault("no predicate on related rows", Statement, "related",
          "Scope(child, seen, ", "Scope(child, "),
    Fault("no predicate on a node", Statement, "node", "Scope(child, found, ", "Scope(child, "),
    Fault("no predicate on a page", Page, "__post_init__", "self.row, seen, ", "self.row, "),
    Fault("no predicate on totals", connection, "_total", "Scope(row, seen, ", "Scope(row, "),
    Fault("a filter forgotten in totals", connection, "_total",
          "*conditions(page.place, page.given, row, page.model)",
          "*conditions(page.place, {**page.given, 'filter': None}, row, page.model)"),
    Fault("no row shown as an object of nulls", Statement, "one",
          "case((child.id.is_(None), absent), else_=text)", "func.coalesce(text, absent)"),
    Fault("a null column swallows its object", Statement, "attribute",
          "place.row, may_be_null(column)", "place.row, False"),
    Fault("a row with a null vanishes from its list", Statement, "value",
          "[func.coalesce(joined(pieces), fallback)]", "pieces"),
    Fault("an alias forgotten", Selections, "_collect",
          "node.alias.value if node.alias else node.name.value", "node.name.value"),
    Fault("of merged fields the second selection lost", Selections, "of",
          "for node in nodes", "for node in nodes[:1]"),
    Fault("skip read as include", Selections, "_is_included", '"skip": False', '"skip": True'),
    Fault("keys in the order of the type", Statement, "fields",
          "found.items()", "sorted(found.items())"),
    Fault("a page from the end not turned", connection, "_in_order",
          "if page.window.is_backward", "if False"),
    Fault("the ends of a page changed places", connection, "_end",
          "is_last is not page.window.is_backward", "is_last is page.window.is_backward"),
    Fault("hasNextPage off by one", connection, "_more",
          "rows.c.n > page.size", "rows.c.n > page.size - 1"),
    Fault("one row too many on a page", connection, "_gathered",
          "rows.c.n <= page.size", "rows.c.n <= page.size + 1"),
    Fault("the size of a page not checked", Page, "_size", "self.guard(size, check_size)", "pass"),
    Fault("texts not escaped", text, "_json",
          "cast(func.to_json(value), Text)", '\'"\', cast(value, Text), \'"\''),
    Fault("instants by the zone's name", text, "_instant",
          "literal_column(\"interval '8 hours'\")", "literal_text('Asia/Shanghai')"),
    Fault("an argument's default replaces an explicit null", arguments, "arguments_of",
          "value is ABSENT and argument", "value in (ABSENT, None) and argument"),
    Fault("an input field's default replaces an explicit null", Fields, "completed",
          "value is ABSENT and element", "value in (ABSENT, None) and element"),
    Fault("an input field's default forgotten", Fields, "completed",
          "if value is ABSENT and element.default is not None:", "if False:"),
    Fault("a variable's default forgotten", arguments.Variables, "environment",
          "elif default is not None:", "elif False:"),
    Fault("an absent variable taken for null", Nullable, "literal",
          "environment.get(node.name.value, ABSENT)", "environment.get(node.name.value)"),
    Fault("answers of a batch shifted by one", holes, "fill",
          "await _answered(own, rows, values)",
          "(lambda found: [*found[1:], *found[:1]])(await _answered(own, rows, values))"),
    Fault("a term by its Chinese name", holes, "projector", "value.name if", "value.value[0] if"),
    Fault("a decimal by way of a float", holes, "_has_fractions",
          "isinstance(item, (Numeric, Float))", "False"),
    Fault("a fragment narrowed to another type spread", Selections, "_fits",
          "condition is type_", "True"),
    Fault("a total counts the rows of the page", connection, "_total",
          "row, seen = entered(page)", "return [cast(page.size, Text)]"),
    Fault("a tie to the parent forgotten", connection, "conditions",
          "found.append(matches(place.row, row, relation_of(place)))", "pass"),
    Fault("a list in no order", Statement, "list", "literal_text(\",\"), *order",
          "literal_text(\",\"), func.random()"),
    Fault("names of a client's and the viewer's parameters mixed", arguments, "_path",
          'f"${name}"', '"same"'),
    Fault("the shape of variables forgotten in the key", plans.Reader, "plan",
          "operation.variables.shape(given, values))",
          "bool(operation.variables.shape(given, values)))"),
    Fault("the executor's pages without a predicate", executed_page.Paging, "bounded",
          "[seen, *self", "[*self"),
    Fault("no check of what a page began after", Page, "__post_init__",
          "backward in self.window.cursors", "backward in ()"),
)  # fmt: skip
BEYOND_THE_JUDGE = (
    Fault("a cursor's own row given twice", keyset.Keyset, "beyond",
          "tuple_(*own) < given if falls else tuple_(*own) > given",
          "tuple_(*own) <= given if falls else tuple_(*own) >= given"),
    Fault("an order with the id before its columns", keyset.Keyset, "order_by",
          "self.keys(row)]", "reversed(self.keys(row))]"),
    Fault("a comparison of the first key alone", keyset.Keyset, "beyond",
          "own = self.keys(row)", "own, keys = self.keys(row)[:1], keys[:1]"),
)  # fmt: skip
