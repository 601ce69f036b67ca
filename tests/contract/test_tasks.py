"""A task leads on: its subject is what the mutation that it names takes."""

from collections.abc import Iterator

import pytest
from graphql import GraphQLInputObjectType, get_named_type

from models.task import all_tasks
from rules.lifecycle import find
from tests.contract.elements import whole


def tasks() -> Iterator[tuple[str, str]]:
    """Of each kind of task: the table of its subject, and its act."""
    for one in all_tasks():
        said = one.selected_columns
        yield said["noun"].element.value, said["act"].element.value


@pytest.mark.parametrize(("noun", "act"), sorted(set(tasks())))
def test_23_the_subject_of_a_task_is_what_its_act_takes(noun: str, act: str) -> None:
    mutation = whole().mutation_type
    assert mutation is not None
    input_ = get_named_type(mutation.fields[act].args["input"].type)
    assert isinstance(input_, GraphQLInputObjectType)
    words = noun.split("_")
    by_name = {words[0] + "".join(w.title() for w in words[1:]) + "Id", f"{words[-1]}Id"}
    is_own = "id" in input_.fields and find(act).noun in (noun, words[0])
    begins_something = None in find(act).before and not any(n.endswith("Id") for n in input_.fields)
    assert is_own or by_name & input_.fields.keys() or begins_something
