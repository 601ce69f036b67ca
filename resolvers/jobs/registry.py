"""作业 What is done for each kind of job: one line each."""

from resolvers.jobs.work import Jobs

JOBS: Jobs = {}
