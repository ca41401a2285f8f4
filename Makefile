# Two commands do everything: `make serve` and `make test`. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8001
BASE ?= main
LIMIT ?= 200

.PHONY: help serve build check fix diff vendor test next lint archive links lock clean review comment post propose issue answer
.DEFAULT_GOAL := help

help: ## Say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

serve: $(VENV)/.runtime ## Check, build, and serve the site and Datasette on http://127.0.0.1:8001/
	$(BIN)/ground serve --port $(PORT)

build: $(VENV)/.runtime ## Check the data and build the database and the site
	$(PYTHON) scripts/fetch_pyodide.py
	$(BIN)/ground build

check: $(VENV)/.runtime ## Check the data; print every problem
	$(BIN)/ground check

fix: $(VENV)/.runtime ## Put the CSV files in canonical form
	$(BIN)/ground fix

diff: $(VENV)/.runtime ## Say what you changed in the data since BASE=main
	$(BIN)/ground diff --merge-base $(BASE)

vendor: ## Fetch Python for the browser, which the published site runs Datasette on (needs npm)
	$(PYTHON) scripts/fetch_pyodide.py --required

test: $(VENV)/.development ## Set up a browser and run every test
	$(BIN)/python scripts/find_browser.py
	$(PYTHON) scripts/fetch_pyodide.py
	$(BIN)/python -m pytest

NEXT := build/next
next: ## Run Datasette's tests on the alpha of its next version, in an environment of its own
	test -x $(NEXT)/bin/python || $(PYTHON) -m venv $(NEXT)
	$(NEXT)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(NEXT)/bin/python -m pip install -q --disable-pip-version-check datasette==1.0a41
	$(NEXT)/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(NEXT)/bin/python -m pytest tests/test_explorer.py tests/test_api_docs.py tests/test_server.py

lint: $(VENV)/.development ## Check types and style
	$(BIN)/ruff check .
	$(BIN)/mypy

archive: $(VENV)/.runtime ## Look LIMIT=200 sources up in the Internet Archive; ask for copies
	$(BIN)/ground archive --on today --limit $(LIMIT)

links: $(VENV)/.runtime ## Ask whether the pages that we cite still answer
	$(BIN)/ground links

lock: ## Compile requirements*.in into hashed requirement files (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt

clean: ## Remove the virtual environment and everything built
	rm -rf $(VENV) build

# What the workflows run on top, in .github/workflows/{review,comment,archive,issue-to-pull-request}.yml.
review: $(VENV)/.runtime
	mkdir -p build/review
	$(BIN)/ground diff --json 'HEAD^1' HEAD > build/review/review.json

comment: $(VENV)/.runtime
	$(BIN)/ground comment build/review/review.json > build/review/comment.md

post:
	$(PYTHON) scripts/post_review.py build/review/comment.md

propose:
	$(PYTHON) scripts/propose_change.py archive-links '[sources] Record what the Internet Archive holds' \
	  'Look-ups and captures of the last run, one row of `data/link_checks.csv` each. Close and reopen this pull request to run the checks on it.' \
	  data/link_checks.csv data/sources.csv

# Exit 1 says that the issue has something to mend; then no row is left, and the message says what.
issue: $(VENV)/.runtime
	mkdir -p build/proposal/data
	$(BIN)/ground add --event "$$GITHUB_EVENT_PATH" --message build/proposal/message.md || test $$? -eq 1
	cp data/*.csv build/proposal/data

answer:
	$(PYTHON) scripts/answer_issue.py build/proposal

$(VENV)/.runtime: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say PYTHON=python3.12 make …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
