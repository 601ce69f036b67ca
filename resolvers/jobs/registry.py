"""作业 What is done for each kind of job: one line each."""

from resolvers.jobs.batch_archive import batch_archive
from resolvers.jobs.candidate_import import import_list
from resolvers.jobs.certificate_files import certificate_files
from resolvers.jobs.certificate_report import certificate_report
from resolvers.jobs.result_sheet import import_sheet
from resolvers.jobs.work import Jobs
from rules.vocabulary import JobKind

JOBS: Jobs = {
    JobKind.CANDIDATE_IMPORT: import_list,
    JobKind.RESULT_IMPORT: import_sheet,
    JobKind.CERTIFICATE_FILES: certificate_files,
    JobKind.CERTIFICATE_REPORT: certificate_report,
    JobKind.BATCH_ARCHIVE: batch_archive,
}
