"""Where the lines of the contract are tested; one tested beside its code is not tested twice."""

import re

import pytest

from operation.generated import ROOT

ELSEWHERE = {
    1: [("tests/transport/audit/audit.mjs", "auditServer")],
    2: [
        ("tests/abuse/test_cross_site_requests.py", ""),
        ("tests/transport/test_lane.py", "test_a_batch_is_refused"),
        ("tests/transport/test_lane.py", "test_a_mutation_by_get_is_405"),
    ],
    3: [
        ("tests/permissions/test_sessions.py", "test_a_session_ends_idle_or_after_twelve_hours"),
        ("tests/permissions/test_sessions.py", "test_the_database_never_sees_the_token"),
        (
            "tests/acts/test_session.py",
            "test_a_refreshed_session_keeps_its_end_and_loses_its_token",
        ),
        ("tests/transport/test_program.py", "test_a_token_that_is_not_known_is_401"),
        ("tests/transport/test_lane.py", "test_a_body_is_bounded_by_who_sends_it"),
        ("tests/transport/test_lane.py", "test_too_many_requests_are_429_until_a_token_is_there"),
        ("tests/transport/test_program.py", "test_too_many_tries_to_sign_in_are_429"),
    ],
    4: [("tests/transport/test_lane.py", "test_every_answer_and_every_error_carry_the_request_id")],
    5: [
        ("tests/transport/test_lane.py", "test_a_registered_document_runs_by_its_id"),
        ("tests/transport/test_lane.py", "test_in_strict_mode_the_public_sends_no_document"),
        ("tests/operation/test_trusted_documents.py", ""),
    ],
    6: [
        ("tests/transport/test_lane.py", "test_the_public_reads_by_get_and_asks_again_by_etag"),
        ("tests/transport/test_kept_answers.py", "test_6_a_change_shows_in_every_process"),
    ],
    13: [
        ("tests/judge/test_pages.py", "test_rows_that_enter_between_two_pages"),
        ("tests/judge/test_pages.py", "test_a_wrong_page_is_bad_user_input"),
    ],
    14: [
        ("tests/reads/test_directory_search.py", "test_14_a_facet_counts_what_the_list_has"),
    ],
    15: [("tests/judge/test_filters.py", "test_a_filter_means_what_python_says")],
    17: [("tests/judge/test_pages.py", "test_a_read_of_any_shape_is_one_statement")],
    18: [("tests/transport/test_program.py", "test_findings_are_in_the_language_of_the_request")],
    19: [
        ("tests/contract/test_fuzz.py", "test_whatever_is_asked_the_answer_is_right"),
        ("tests/transport/test_lane.py", "test_only_typed_words_leave_the_program"),
        ("tests/transport/test_program.py", "test_errors_are_in_the_language_of_the_request"),
        ("tests/transport/test_program.py", "test_a_variable_that_does_not_fit_says_what_was"),
    ],
    20: [
        ("tests/transport/test_lane.py", "test_a_conflict_tells_the_current_version"),
        ("tests/acts/test_account.py", "test_the_same_key_makes_one_account"),
    ],
    22: [("tests/acts/test_filing_application.py", "")],
    23: [("tests/reads/test_task.py", "test_a_role_sees_every_state_that_waits_for_it")],
    24: [
        ("tests/acts/test_directory_changes.py", "test_24_who_reads_on_is_told_of_each_change"),
        ("web/browser/live.mjs", "graphql-ws"),
        ("web/browser/live.mjs", "graphql-sse"),
        ("tests/transport/test_program.py", "test_a_change_is_told_in_every_process"),
        ("tests/transport/test_program.py", "test_a_session_that_ends_ends_what_it_follows"),
        ("tests/transport/test_web_socket.py", ""),
        ("tests/transport/test_event_stream.py", ""),
    ],
    25: [("tests/transport/test_cost.py", "")],
    28: [
        ("web/contract/documents.mjs", "relay-compiler"),
        ("web/contract/documents.mjs", "graphql-inspector"),
        ("web/contract/documents.mjs", "strictScalars: true"),
    ],
    26: [("tests/abuse/test_bombs.py", "")],
}
HERE = {7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 28}


@pytest.mark.parametrize(("path", "name"), [at for found in ELSEWHERE.values() for at in found])
def test_what_is_pointed_to_is_there(path: str, name: str) -> None:
    assert name in (ROOT / path).read_text(encoding="utf-8")


def test_every_line_tested_in_this_folder_is_listed() -> None:
    files = (ROOT / "tests" / "contract").glob("test_*.py")
    named = re.compile(r"^(?:async )?def test_(\d+)_", re.MULTILINE)
    found = {int(n) for path in files for n in named.findall(path.read_text(encoding="utf-8"))}
    assert found == HERE
