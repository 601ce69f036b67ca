"""评价结果 What schools and the center do with results (4.3)."""

from datetime import date
from decimal import Decimal

import strawberry

from permissions.declaration import field, input_field, input_of, of
from resolvers.acts import mark_review, result, result_block
from rules.vocabulary import ErrorPolicy, Role
from schema.acts.mutation import ActInput, mutation
from schema.finding import Finding
from schema.job import Job
from schema.result import READERS, MarkReview, ResultFiling

SCHOOL, CENTER = (Role.SCHOOL,), (Role.CENTER,)


@input_of("成绩", "The mark of one part")
class MarkInput:
    part: str = input_field("科目", "Name of the part in the plan")
    value: Decimal = input_field("成绩", "On the scale of the part, at most one decimal")


@input_of("评价结果行", "What one row says of one candidate")
class ResultRowInput:
    candidate_id: strawberry.ID | None = input_field("考生", "The candidate, by id")
    student_number: str | None = input_field("学号", "Or by student number within the plan")
    is_absent: bool = input_field("缺考", "Was absent: no marks, those entered go", default=False)
    marks: list[MarkInput] | None = input_field(
        "各科成绩", "Marks by part; parts not named keep theirs"
    )


@input_of("录入评价结果", "Up to 1,000 rows in one call, or an uploaded table of up to 5,000")
class ImportResultsInput:
    id: strawberry.ID = input_field("标识", "The filing")
    rows: list[ResultRowInput] | None = input_field("行", "One row a candidate; or `uploadId`")
    upload_id: strawberry.ID | None = input_field(
        "成绩表文件",
        "An uploaded table: 学号, a column for each part by its name, 姓名 and 缺考 if wanted; it "
        "becomes a job; or `rows`",
    )
    dry_run: bool = input_field("试运行", "Judge only, write nothing", default=False)
    error_policy: ErrorPolicy = input_field(
        "有误时", "What becomes of the batch", default=ErrorPolicy.REJECT_ALL
    )
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("报送评价结果", "A school files its results")
class SubmitResultsInput:
    id: strawberry.ID = input_field("标识", "The filing")
    late_reason: str | None = input_field("逾期理由", "Needed once the due day has passed")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("复核成绩", "A candidate objected to a mark before the results were filed", SCHOOL)
class ReviewMarkInput:
    id: strawberry.ID = input_field("标识", "The filing")
    result_id: strawberry.ID = input_field("结果", "Whose mark", clause="4.3")
    part: str = input_field("科目", "Name of the part in the plan")
    value: Decimal = input_field("复核后成绩", "The mark after; the same if it is upheld")
    objected_on: date = input_field("异议日期", "Day on which the candidate objected")
    reviewed_by: str = input_field("复核人", "Names of those who reviewed")
    reason: str = input_field("复核理由", "Why it is changed or upheld")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("退回的结果", "One result with what is wrong with it", CENTER)
class ReturnedResultInput:
    result_id: strawberry.ID = input_field("结果", "Which", clause="4.3")
    reason: str = input_field("退回原因", "What is wrong, in words for the school")


@input_of("退回评价结果", "Returned for one reason, with a reason for each result named", CENTER)
class ReturnResultsInput:
    id: strawberry.ID = input_field("标识", "The filing")
    reason: str = input_field("理由", "Why, in words for those concerned; 1 to 2,000 characters")
    rows: list[ReturnedResultInput] = input_field("逐条原因", "Result by result", default=[])
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("冻结评价结果", "Results of an agency that was removed for a violation", CENTER)
class BlockResultsInput:
    id: strawberry.ID = input_field("标识", "The filing")
    result_ids: list[strawberry.ID] = input_field("结果", "Which, one by one", clause="3.3")
    reason: str = input_field("理由", "Why, in words for those concerned; 1 to 2,000 characters")
    expected_version: int = input_field("预期版本", "The version that was seen; stale is CONFLICT")
    idempotency_key: str | None = input_field("幂等键", "The same key gives the first result")


@input_of("解除冻结", "Blocked results, named one by one", (Role.CENTER,))
class ReleaseResultsInput(BlockResultsInput):
    pass


@of(None, "结果备案办理结果", "What an act made of a filing", READERS)
class ResultFilingPayload:
    result_filing: ResultFiling | None = field("结果备案", "As it is now; null if not visible")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "成绩复核结果", "What became of a review", SCHOOL)
class ReviewMarkPayload:
    result_filing: ResultFiling | None = field("结果备案", "As it is now; null if not visible")
    mark_review: MarkReview | None = field("成绩复核", "The review as kept; null if refused")
    findings: list[Finding] = field("审查意见", "A refusal writes nothing")


@of(None, "评价结果录入结果", "What became of a batch of results", READERS)
class ImportResultsPayload:
    result_filing: ResultFiling | None = field("结果备案", "As it is now; null if not visible")
    imported_count: int | None = field(
        "写入行数", "Rows written, or that a dry run would write; null if they were not judged"
    )
    job: Job | None = field("作业", "What judges and writes an uploaded table", SCHOOL)
    findings: list[Finding] = field("审查意见", 'A path leads to row and column: ["rows", "3", …]')


@of(None, "变更", "Acts on results")
class ResultMutations:
    import_results: ImportResultsPayload = mutation(
        "importResults", result.import_rows, ImportResultsInput
    )
    review_mark: ReviewMarkPayload = mutation("reviewMark", mark_review.review, ReviewMarkInput)
    submit_results: ResultFilingPayload = mutation(
        "submitResults", result.submit, SubmitResultsInput
    )
    withdraw_results: ResultFilingPayload = mutation("withdrawResults", result.withdraw, ActInput)
    accept_results: ResultFilingPayload = mutation("acceptResults", result.accept, ActInput)
    return_results: ResultFilingPayload = mutation(
        "returnResults", result.return_filing, ReturnResultsInput
    )
    block_results: ResultFilingPayload = mutation(
        "blockResults", result_block.block, BlockResultsInput
    )
    release_results: ResultFilingPayload = mutation(
        "releaseResults", result_block.release, ReleaseResultsInput
    )
