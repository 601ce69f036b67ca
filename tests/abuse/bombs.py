"""Documents that are small to send and dear to answer, each made by code and named by its trick."""

from collections.abc import Iterator

FIELD = "number"


def bombs() -> dict[str, str]:
    """Every bomb by name: for the schema of tests/transport/small_register.py."""
    return dict(_all())


def _all() -> Iterator[tuple[str, str]]:
    yield from _deep()
    yield from _wide()
    yield from _fragments()
    yield from _directives()
    yield from _texts()
    yield from _overlaps()
    yield from _values()
    yield from _operations()
    yield from _introspection()


def _nested(depth: int, inner: str = FIELD, field: str = "self") -> str:
    return f"certificate {{ {f'{field} {{ ' * depth}{inner}{' }' * depth} }}"


def _deep() -> Iterator[tuple[str, str]]:
    for depth in (25, 90, 199, 250, 700):
        yield f"{depth} fields inside each other", f"{{ {_nested(depth)} }}"
    yield "lists inside lists", f"{{ {_nested(40, field='same')} }}"
    yield "inline fragments inside each other", f"{{ {'... { ' * 400} __typename {'}' * 400} }}"
    yield "braces only", "{" * 5_000
    yield "closed braces without fields", "{" * 1_400 + "}" * 1_400


def _wide() -> Iterator[tuple[str, str]]:
    for count in (16, 100, 480):
        aliases = " ".join(f"a{n}: certificate {{ {FIELD} }}" for n in range(count))
        yield f"{count} aliases of a root field", f"{{ {aliases} }}"
    leaves = " ".join(f"a{n}: {FIELD}" for n in range(470))
    yield "470 aliases of a leaf", f"{{ certificate {{ {leaves} }} }}"
    yield "1,400 times the same leaf", f"{{ certificate {{ {f'{FIELD} ' * 1_400} }} }}"
    yield "21 root fields", "{ " + "__typename " * 21 + "}"
    yield "two mutations at once", _mutation(2)
    yield "100 sign-ins at once", _mutation(100)


def _mutation(count: int) -> str:
    fields = " ".join(f'a{n}: issue(number: "{n}") {{ id }}' for n in range(count))
    return f"mutation {{ {fields} }}"


def _chain(length: int, spreads: int, inner: str = FIELD, field: str = "") -> str:
    """Fragments of which each spreads the next several times: unfolds to spreads ** length."""
    links = [
        f"fragment F{n} on Certificate {{ {_inside(f'...F{n + 1} ' * spreads, field)} }}"
        for n in range(length)
    ]
    last = f"fragment F{length} on Certificate {{ {inner} }}"
    return "\n".join(["{ certificate { ...F0 } }", *links, last])


def _inside(selection: str, field: str) -> str:
    return f"{field} {{ {selection} }}" if field else selection


def _fragments() -> Iterator[tuple[str, str]]:
    for length in (10, 24, 29, 49):
        yield f"{length} fragments, each spreading the next twice", _chain(length, 2)
    yield "fragments that spread ten times", _chain(24, 10)
    yield "fragments that go deeper each time", _chain(40, 1, field="self")
    yield "fragments that widen under aliases", _chain(20, 2, "a: number b: number c: number")
    yield "200 fragments in a chain", _chain(200, 1)
    yield "a missing fragment at the end", _chain(24, 2, "...nope")
    yield "a fragment of nothing", "{ certificate { ...nope } }"
    yield "a fragment of itself", "{ certificate { ...A } } fragment A on Certificate { ...A }"
    circle = " ".join(
        f"fragment A{n} on Certificate {{ self {{ ...A{(n + 1) % 40} ...A{(n + 7) % 40} }} }}"
        for n in range(40)
    )
    yield "40 fragments in circles", f"{{ certificate {{ ...A0 }} }} {circle}"
    unused = " ".join(f"fragment U{n} on Certificate {{ number }}" for n in range(49))
    yield "49 unused fragments", f"{{ certificate {{ number }} }} {unused}"
    everywhere = " ".join(
        f"fragment M{n} on Certificate {{ {' '.join(f'...M{m}' for m in range(n + 1, 25))} id }}"
        for n in range(25)
    )
    yield "25 fragments, each spreading all later ones", f"{{certificate {{...M0}}}} {everywhere}"


def _directives() -> Iterator[tuple[str, str]]:
    yield "250 times @skip on a field", f"{{ __typename {'@skip(if: false) ' * 250} }}"
    yield "700 unknown directives", f"{{ __typename {'@nope ' * 700} }}"
    yield "30 unknown directives", f"{{ __typename {'@nope ' * 30} }}"
    many = " ".join(f"a{n}: __typename @include(if: true)" for n in range(200))
    yield "a directive on each of 200 fields", f"{{ {many} }}"
    yield "directives on the operation", f"query {'@nope ' * 1_000} {{ __typename }}"


def _texts() -> Iterator[tuple[str, str]]:
    yield "10,000 comments", "#\n" * 10_000 + "{ __typename }"
    yield "one comment of 30,000 characters", "#" + "x" * 30_000 + "\n{ __typename }"
    yield "31,000 commas", "," * 31_000 + "{ __typename }"
    yield "31,000 line breaks", "\n" * 31_000 + "{ __typename }"
    yield "a million blanks", " " * 1_000_000 + "{ __typename }"
    yield "a name of 31,000 characters", "{ " + "a" * 31_000 + " }"
    yield "a text of 31,000 characters", '{ certificate(number: "' + "x" * 31_000 + '") { id } }'
    escapes = "\\u0041" * 5_000
    yield "5,000 escapes", f'{{ certificate(number: "{escapes}") {{ id }} }}'
    yield "U+0000 in a text", '{ certificate(number: "\\u0000") { id } }'
    yield (
        "a block text of empty lines",
        '{ certificate(number: """' + "\n" * 30_000 + '""") { id } }',
    )
    yield (
        "a block text that is indented",
        ('{ certificate(number: """' + ("\n" + " " * 60) * 500 + 'x""") { id } }'),
    )
    yield "an open text", '{ certificate(number: "' + "x" * 30_000
    yield "a number of 30,000 digits", "{ certificates(first: " + "9" * 30_000 + ") { id } }"


def _overlaps() -> Iterator[tuple[str, str]]:
    same = " ".join([f"certificate {{ {FIELD} }}"] * 20)
    yield "20 times the same root field", f"{{ {same} }}"
    nested = " ".join(["self { number id }"] * 290)
    yield "290 times the same object", f"{{ certificate {{ {nested} }} }}"
    halves = " ".join(["self { self { self { number } } }"] * 120)
    yield "120 times the same four levels", f"{{ certificate {{ {halves} }} }}"
    conflict = " ".join(f'a: certificate(number: "{n}") {{ id }}' for n in range(15))
    yield "15 conflicts of one alias", f"{{ {conflict} }}"
    fragments = " ".join(
        f"fragment O{n} on Certificate {{ self {{ number id ...P }} }}" for n in range(48)
    )
    spreads = " ".join(f"...O{n}" for n in range(48))
    yield (
        "48 overlapping fragments",
        (f"{{ certificate {{ {spreads} }} }} {fragments} fragment P on Certificate {{ id }}"),
    )


def _values() -> Iterator[tuple[str, str]]:
    for depth in (150, 600):
        lists = "[" * depth + "]" * depth
        yield f"lists {depth} deep", f"{{ certificate(number: {lists}) {{ id }} }}"
    yield "15,000 values in a list", f"{{ certificates(first: [{'1 ' * 15_000}]) {{ id }} }}"
    objects = "{a: " * 180 + "1" + "}" * 180
    yield "objects 180 deep", f"{{ certificate(number: {objects}) {{ id }} }}"
    arguments = " ".join(f"a{n}: 1" for n in range(450))
    yield "450 unknown arguments", f"{{ certificate({arguments}) {{ id }} }}"
    yield "450 times one argument", f"{{ certificate({'id: 1 ' * 450}) {{ id }} }}"
    variables = " ".join(f"$v{n}: Int" for n in range(330))
    yield "330 unused variables", f"query ({variables}) {{ __typename }}"
    yield "a type of 600 lists", f"query ($v: {'[' * 600}Int{']' * 600}) {{ __typename }}"


def _operations() -> Iterator[tuple[str, str]]:
    named = " ".join(f"query Q{n} {{ __typename }}" for n in range(250))
    yield "250 operations", named
    yield "250 operations without a name", "{ __typename } " * 250
    sharing = " ".join(f"query Q{n} {{ certificate {{ ...F0 }} }}" for n in range(10))
    yield (
        "10 operations share a chain",
        sharing + _chain(40, 2).removeprefix("{ certificate { ...F0 } }"),
    )


def _introspection() -> Iterator[tuple[str, str]]:
    fields = "fields { type { " * 8 + "name" + " } }" * 8
    yield "types of fields of types", f"{{ __schema {{ types {{ {fields} }} }} }}"
    of_type = "ofType { " * 180 + "name" + " }" * 180
    yield "180 times ofType", f'{{ __type(name: "Query") {{ {of_type} }} }}'
