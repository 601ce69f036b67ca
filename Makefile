# make help explains itself. Every target first makes the environment from the locks, once.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m
READY := .venv/installed
VERIFIERS := web/credential/.venv
WORKERS ?= auto

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test judge fuzz-api check schema release docs format migration backup restore sweep travel catalogue contract browser graphiql races simulate-filing simulate bench bench-look-ups bench-directory lock example

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## Start the register; PORT=… DATA=… DATABASE_URL=… choose where
	@exec $(BIN)/python server.py

test: $(READY) ## Run every test that needs Python alone; ARGS=… goes to pytest
	$(RUN) pytest -n $(WORKERS) --dist loadgroup $(ARGS)

judge: $(READY) ## The compiler against the executor at length; JUDGE_DOCUMENTS=… for each role
	JUDGE_DOCUMENTS=$${JUDGE_DOCUMENTS:-2000} $(RUN) pytest -n $(WORKERS) --dist load tests/judge $(ARGS)

races: $(READY) ## Pairs of decisions at once, one winner each; RACE_PAIRS=…; says the figure
	RACE_PAIRS=$${RACE_PAIRS:-10000} $(RUN) pytest -n $(WORKERS) --dist load -rP tests/races

fuzz-api: $(READY) ## Schemathesis against every role's schema, 25 documents an operation; says the figure
	FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-25} $(RUN) pytest -s tests/contract/test_fuzz.py

check: $(READY) ## The static half: format, lint, types, layers, migrations, what is generated
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(BIN)/lint-imports
	$(RUN) operation.draft
	$(RUN) operation.print_schema --check
	$(RUN) operation.print_documents --check
	$(RUN) operation.released --check
	$(RUN) operation.print_access --check
	$(RUN) operation.print_clauses --check

schema: $(READY) ## Print the schema, whole and of each role, and a document for each root field
	$(RUN) operation.print_schema
	$(RUN) operation.print_documents

release: $(READY) ## Record the printed schemas as released: from then on a breaking change fails the check
	$(RUN) operation.released

docs: $(READY) ## Print docs/access.md and docs/clauses.md
	$(RUN) operation.print_access
	$(RUN) operation.print_clauses

format: $(READY) ## Put the code into its form
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

migration: $(READY) ## Write the next migration from the models: NAME="the sentence"
	@test -n "$(NAME)" || { echo 'make migration NAME="the sentence"'; exit 2; }
	$(RUN) operation.draft "$(NAME)"

backup: $(READY) ## Write the register into one file: FILE=… (DATA=… or DATABASE_URL=… as with run)
	@$(RUN) operation.backup backup "$(FILE)"

restore: $(READY) ## Read such a file into an empty register: FILE=…
	@$(RUN) operation.backup restore "$(FILE)"

sweep: $(READY) ## Remove uploads that nothing names a day after their ticket ended
	@$(RUN) operation.sweep

travel: $(READY) ## Move the clock of a rehearsal forward: DAYS=…
	@$(RUN) operation.travel "$(DAYS)"

catalogue: $(READY) ## Derive the occupations again from their source, and compare the working days
	$(RUN) operation.catalogue occupations
	$(RUN) operation.catalogue working-days

contract: $(READY) $(VERIFIERS)/installed ## What front ends expect of the transport, by npm's own tools (needs Node 20 or newer)
	@command -v npm >/dev/null || { echo "make contract needs Node 20 or newer with npm."; exit 1; }
	$(RUN) tests.transport.audit
	cd web/browser && npm ci --no-audit --no-fund --silent && node audit.mjs && node live.mjs
	cd web/credential && npm ci --no-audit --no-fund --silent && node check.mjs
	cd web/contract && npm ci --no-audit --no-fund --silent && node documents.mjs

browser: $(READY) ## GraphiQL in headless Chromium: every role, every example tab (needs Node 20, Chromium)
	@command -v npm >/dev/null || { echo "make browser needs Node 20 or newer with npm."; exit 1; }
	@command -v $${CHROMIUM:-chromium} >/dev/null || { echo "make browser needs Chromium; CHROMIUM=… names it."; exit 1; }
	cd web/browser && npm ci --no-audit --no-fund --silent && node graphiql.mjs

example: $(READY) ## The example page: built, then walked through in headless Chromium against the server
	@command -v npm >/dev/null || { echo "make example needs Node 20 or newer with npm."; exit 1; }
	cd web/browser && npm ci --no-audit --no-fund --silent
	cd web/example && npm ci --no-audit --no-fund --silent && npm test --silent

graphiql: ## Build the GraphiQL page again (needs Node 20 or newer)
	cd web/graphiql && npm ci --no-audit --no-fund && node build.mjs

simulate-filing: $(READY) ## 200 agencies over nine years against a replay of the decisions; says the figure
	SIMULATED_AGENCIES=$${SIMULATED_AGENCIES:-200} $(RUN) pytest -s -p no:randomly tests/simulation/test_filing_history.py

simulate: $(READY) ## A year of 40 agencies, 600 batches, 60,000 candidates by the program's acts; reconciled
	SIMULATED_AGENCIES=$${SIMULATED_AGENCIES:-40} SIMULATED_BATCHES=$${SIMULATED_BATCHES:-15} \
		SIMULATED_CANDIDATES=$${SIMULATED_CANDIDATES:-100} \
		$(RUN) pytest -s -p no:randomly tests/simulation/test_evaluation_year.py

bench: $(READY) ## Compiled reads against the judge's executor; SIZE=full for a million results
	$(RUN) bench

bench-look-ups: $(READY) ## Whether time tells what certificates there are, and what guesses find; GUESSES=…
	$(RUN) bench.look_ups

bench-directory: $(READY) ## A page of the directory and its facets at 20,000 agencies; AGENCIES=…
	$(RUN) bench.directory

lock: $(READY) ## Choose the dependencies anew within pyproject.toml, with their hashes
	$(BIN)/uv pip compile pyproject.toml --group dev --generate-hashes --universal \
		--no-emit-index-url --upgrade --quiet --output-file requirements.lock

# uv is installed by hash with the pip that every Python has; the rest by hash with uv.
$(BIN)/uv: requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
		--require-hashes --requirement requirements-uv.lock
	@touch $@

$(READY): requirements.lock $(BIN)/uv
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

# The outside verifiers of credentials stay outside: an environment of their own, by hash.
$(VERIFIERS)/installed: web/credential/requirements.lock
	$(PYTHON) -m venv $(VERIFIERS)
	$(VERIFIERS)/bin/python -m pip install --quiet --disable-pip-version-check \
		--root-user-action=ignore --require-hashes --requirement $<
	@touch $@
