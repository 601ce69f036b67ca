"""A mask shows what it names and no more."""

import pytest

from permissions.masks import identity_number_mask, name_mask, phone_mask


@pytest.mark.parametrize(
    ("number", "shown"),
    [("310101199003077652", "3****************2"), ("E12345678", "E*******8"), ("12", "**")],
)
def test_an_identity_number_shows_its_ends(number: str, shown: str) -> None:
    assert identity_number_mask(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张*"), ("欧阳修远", "欧*"), ("阿卜杜拉·买买提", "阿*"), ("张", "*"), ("", "*")],
)
def test_a_name_shows_its_first_character_and_not_its_length(name: str, shown: str) -> None:
    assert name_mask(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13812345678", "138****5678"), ("+8613812345678", "+86*******5678"), ("62345678", "*" * 8)],
)
def test_a_phone_shows_three_and_four_digits(phone: str, shown: str) -> None:
    assert phone_mask(phone) == shown
