"""A sealed value opens in its place, with its key, unaltered; and is found without being opened."""

from uuid import UUID

import pytest

from permissions.key_ring import KEY_BYTES, KeyRing
from permissions.sealing import Place, Sealer, UnsealableError, normalised

NUMBER = "310101199003077652"
PLACE = Place("person", "identity_number", UUID(int=1))
RING = KeyRing.generate()


def test_a_sealed_value_opens_in_its_place() -> None:
    sealed = Sealer(RING).seal(NUMBER, PLACE)
    assert NUMBER.encode() not in sealed
    assert Sealer(RING).unseal(sealed, PLACE) == NUMBER


def test_the_same_value_is_never_sealed_alike() -> None:
    sealer = Sealer(RING)
    assert len({sealer.seal(NUMBER, PLACE) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("expert", "identity_number", UUID(int=1)),
        Place("person", "phone", UUID(int=1)),
        Place("person", "identity_number", UUID(int=2)),
        Place("personidentity_number", "", UUID(int=1)),
    ],
)
def test_a_value_copied_elsewhere_does_not_open(elsewhere: Place) -> None:
    sealed = Sealer(RING).seal(NUMBER, PLACE)
    with pytest.raises(UnsealableError):
        Sealer(RING).unseal(sealed, elsewhere)


def test_no_single_altered_bit_and_no_cut_opens() -> None:
    sealer = Sealer(RING)
    sealed = sealer.seal(NUMBER, PLACE)
    altered = [
        bytes(byte ^ (1 << bit) if at == position else byte for at, byte in enumerate(sealed))
        for position in range(len(sealed))
        for bit in range(8)
    ]
    for damaged in [*altered, *(sealed[:length] for length in range(len(sealed)))]:
        with pytest.raises(UnsealableError) as refused:
            sealer.unseal(damaged, PLACE)
        assert NUMBER not in str(refused.value)


def test_after_a_rotation_older_values_open_and_new_ones_use_the_new_key() -> None:
    older = Sealer(RING).seal(NUMBER, PLACE)
    rotated = Sealer(RING.with_new_sealing_key())
    assert rotated.unseal(older, PLACE) == NUMBER
    assert not rotated.is_sealed_with_current_key(older)
    newer = rotated.seal(NUMBER, PLACE)
    assert rotated.is_sealed_with_current_key(newer)
    with pytest.raises(UnsealableError):
        Sealer(RING).unseal(newer, PLACE)


def test_an_index_finds_every_spelling_of_one_number() -> None:
    sealer = Sealer(RING)
    spellings = [
        "11010119900307765X",
        "11010119900307765x",
        " 110101 19900307 765X ",
        "110101-19900307-765x",
        "１１０１０１１９９００３０７７６５Ｘ",
    ]
    assert len({sealer.blind_index("identity", spelling) for spelling in spellings}) == 1
    assert sealer.blind_index("identity", NUMBER) != sealer.blind_index("phone", NUMBER)
    assert sealer.blind_index("identity", NUMBER) != Sealer(KeyRing.generate()).blind_index(
        "identity", NUMBER
    )


def test_during_a_rotation_of_the_index_both_keys_find_the_row() -> None:
    before = Sealer(RING).blind_index("identity", NUMBER)
    rotated = Sealer(RING.with_new_indexing_key())
    assert before in rotated.blind_indexes("identity", NUMBER)
    assert rotated.blind_index("identity", NUMBER) != before


def test_normalising_keeps_different_numbers_apart() -> None:
    assert normalised("E1234567") != normalised("E1234568")
    assert normalised("阿卜杜拉·买买提") == "阿卜杜拉买买提"


def test_a_key_file_gives_the_same_ring() -> None:
    rotated = RING.with_new_sealing_key().with_new_indexing_key()
    assert KeyRing.from_json(rotated.to_json()) == rotated


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        RING.to_json().replace(b'"1"', b'"x"'),
        RING.to_json().replace(RING.sealing[1].hex().encode(), b"zz"),
        RING.to_json().replace(RING.sealing[1].hex().encode(), b"00"),
        RING.to_json().replace(RING.sealing[1].hex().encode(), RING.indexing[1].hex().encode()),
        RING.to_json().replace(b'"currentSealingId": 1', b'"currentSealingId": 7'),
    ],
)
def test_a_damaged_key_file_is_refused_without_showing_a_key(text: bytes) -> None:
    with pytest.raises(ValueError, match="key") as refused:
        KeyRing.from_json(text)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    assert RING.indexing[1].hex() not in str(refused.value)


def test_a_ring_does_not_print_its_keys() -> None:
    assert RING.sealing[1].hex() not in repr(RING)
    assert str(RING.sealing[1]) not in repr(RING)
    assert len(RING.sealing[1]) == KEY_BYTES
