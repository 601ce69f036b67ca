"""Signed links: good for one purpose, one object and some minutes, and forged by nobody."""

import base64
from uuid import UUID

import pytest

from permissions.key_ring import KeyRing
from permissions.links import ExpiredLinkError, InvalidLinkError, Links, Purpose

RING = KeyRing.generate()
NOW = 1_800_000_123.0
SUBJECT = UUID("01a20a76-e5ea-7442-9cfd-48003a9ca0b7")


def at(seconds: float = 0, ring: KeyRing = RING) -> Links:
    return Links(ring, lambda: NOW + seconds)


def test_a_link_leads_to_its_object_until_it_ends() -> None:
    link = at().make(Purpose.DOWNLOAD, SUBJECT)
    lasts = link.expires_at.timestamp() - NOW
    assert 15 * 60 <= lasts <= 20 * 60
    assert at(lasts - 1).read(Purpose.DOWNLOAD, link.text) == SUBJECT
    with pytest.raises(ExpiredLinkError):
        at(lasts).read(Purpose.DOWNLOAD, link.text)


def test_the_same_link_is_given_again_within_a_few_minutes() -> None:
    first = at().make(Purpose.DOWNLOAD, SUBJECT)
    assert at(60).make(Purpose.DOWNLOAD, SUBJECT) == first
    assert at(600).make(Purpose.DOWNLOAD, SUBJECT) != first


def test_a_link_of_one_purpose_is_none_of_the_other() -> None:
    with pytest.raises(InvalidLinkError):
        at().read(Purpose.DOWNLOAD, at().make(Purpose.UPLOAD, SUBJECT).text)


def test_a_link_says_what_it_is_for_also_when_its_time_is_over() -> None:
    text = at().make(Purpose.CERTIFICATE, SUBJECT).text
    for later in (0, 3600):
        assert at(later).is_for(Purpose.CERTIFICATE, text)
        assert not at(later).is_for(Purpose.DOWNLOAD, text)


def test_a_link_of_another_ring_is_no_link() -> None:
    strange = at(ring=KeyRing.generate()).make(Purpose.UPLOAD, SUBJECT)
    with pytest.raises(InvalidLinkError):
        at().read(Purpose.UPLOAD, strange.text)


def test_a_link_stays_good_when_the_key_is_rotated() -> None:
    link = at().make(Purpose.UPLOAD, SUBJECT)
    assert at(ring=RING.with_new_indexing_key()).read(Purpose.UPLOAD, link.text) == SUBJECT


def test_no_changed_bit_of_a_link_is_overlooked() -> None:
    text = at().make(Purpose.UPLOAD, SUBJECT).text
    whole = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    for place in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        forged = base64.urlsafe_b64encode(changed).rstrip(b"=").decode()
        with pytest.raises(InvalidLinkError):
            at().read(Purpose.UPLOAD, forged)


@pytest.mark.parametrize(
    "text", ["", "a", "%%%", "长", "A" * 10_000, "2e1189a2-0d50-498a-93c3-8f4900d1f63e"]
)
def test_what_is_no_link_at_all_is_none(text: str) -> None:
    with pytest.raises(InvalidLinkError):
        at().read(Purpose.UPLOAD, text)
