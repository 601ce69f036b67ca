"""The audit suite of `graphql-http` against the lane: `python -m tests.transport.audit`."""
