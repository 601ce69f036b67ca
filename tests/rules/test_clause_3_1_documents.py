"""三(一): what a file must be before the register keeps it."""

import pytest

from rules.clause_3_1_documents import (
    ENDINGS,
    KINDS,
    MEDIA_TYPES,
    MOST_OPEN_UPLOADS,
    MOST_TITLE_CHARACTERS,
    Content,
    check_announced,
    check_faults,
    check_kind,
    check_open_uploads,
    check_replacement,
    check_size,
    check_title,
    check_upload,
)
from rules.finding import FindingCode, is_refused
from rules.vocabulary import ContentFault, ContentKind, UploadPurpose
from tests.rules.asked import codes

ZIP = Content(None, "压缩包", "a zip archive")
CODE_OF = {
    ContentFault.DAMAGED: FindingCode.FILE_DAMAGED,
    ContentFault.FOLLOWED: FindingCode.FILE_FOLLOWED,
    ContentFault.TOO_LARGE_UNFOLDED: FindingCode.FILE_UNFOLDS_TOO_LARGE,
    ContentFault.ENTITIES: FindingCode.FILE_HAS_ENTITIES,
    ContentFault.ACTIVE: FindingCode.FILE_IS_ACTIVE,
    ContentFault.ENCRYPTED: FindingCode.FILE_ENCRYPTED,
    ContentFault.PATHS: FindingCode.FILE_NAMES_PATHS,
}


@pytest.mark.clause("3.1")
@pytest.mark.parametrize("kind", ContentKind)
@pytest.mark.parametrize("purpose", UploadPurpose)
def test_a_kind_is_taken_where_its_purpose_names_it(
    kind: ContentKind, purpose: UploadPurpose
) -> None:
    found = check_kind(Content(kind, kind.zh, kind.en), purpose)
    assert codes(found) == ([] if kind in KINDS[purpose] else [FindingCode.FILE_KIND_UNEXPECTED])


@pytest.mark.clause("3.1")
def test_another_kind_is_told_what_it_is_and_what_was_expected() -> None:
    (finding,) = check_kind(ZIP, UploadPurpose.PHOTOGRAPH)
    assert finding.message_zh == "应为JPEG 图片、PNG 图片；按内容识别为压缩包"
    assert finding.message_en.endswith("this is a zip archive")


@pytest.mark.clause("3.1")
@pytest.mark.parametrize("fault", ContentFault)
def test_every_fault_refuses_with_a_code_of_its_own(fault: ContentFault) -> None:
    found = check_faults({fault})
    assert codes(found) == [CODE_OF[fault]]
    assert is_refused(found)
    assert check_faults(()) == ()


@pytest.mark.clause("3.1")
def test_a_file_of_the_bound_is_taken_and_one_byte_more_is_not() -> None:
    assert check_size(100, 100) == ()
    assert codes(check_size(101, 100)) == [FindingCode.FILE_TOO_LARGE]


@pytest.mark.clause("3.1")
def test_what_was_announced_is_compared_and_nothing_else() -> None:
    assert check_announced(5, b"a", None, None) == ()
    assert check_announced(5, b"a", 5, b"a") == ()
    for announced in ((6, None), (None, b"b")):
        found = check_announced(5, b"a", *announced)
        assert codes(found) == [FindingCode.FILE_NOT_AS_ANNOUNCED]


@pytest.mark.clause("3.1")
def test_uploads_that_nothing_names_are_bounded() -> None:
    assert check_open_uploads(MOST_OPEN_UPLOADS - 1) == ()
    assert codes(check_open_uploads(MOST_OPEN_UPLOADS)) == [FindingCode.UPLOADS_TOO_MANY]


@pytest.mark.clause("3.1")
def test_a_document_is_made_of_an_upload_that_has_come_and_of_each_once() -> None:
    assert check_upload(True, False) == ()
    assert codes(check_upload(False, False)) == [FindingCode.UPLOAD_NOT_RECEIVED]
    assert codes(check_upload(True, True)) == [FindingCode.UPLOAD_ATTACHED]


@pytest.mark.clause("3.1")
def test_only_the_newest_version_is_replaced() -> None:
    assert check_replacement(False) == ()
    (finding,) = check_replacement(True)
    assert (finding.code, finding.path) == (FindingCode.DOCUMENT_REPLACED, ("replacesId",))


@pytest.mark.clause("3.1")
@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "a\\b", "一\n二", "a\0b", "\u202egnp.exe", "长" * 201]
)
def test_a_title_can_be_the_name_of_a_file(title: str) -> None:
    assert codes(check_title(title)) == [FindingCode.DOCUMENT_TITLE_INVALID]


@pytest.mark.clause("3.1")
def test_an_ordinary_title_of_the_longest_length_is_taken() -> None:
    assert check_title("管理制度（2026版）".ljust(MOST_TITLE_CHARACTERS, "。")) == ()


@pytest.mark.clause("3.1")
def test_every_kind_has_a_media_type_and_an_ending() -> None:
    assert set(MEDIA_TYPES) == set(ContentKind)
    assert [ENDINGS[MEDIA_TYPES[kind]] for kind in (ContentKind.PDF, ContentKind.WORD)] == [
        "pdf",
        "docx",
    ]


@pytest.mark.clause("3.1")
def test_what_is_made_as_an_archive_is_offered_as_one() -> None:
    assert ENDINGS["application/zip"] == "zip"
    assert "application/zip" not in MEDIA_TYPES.values()
