# Every command we type. `make` alone lists them.
# Needs Python 3.11 or newer, make, and a package index; nothing else.

PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := list
.PHONY: list setup demo test check fix bench chaos screenshots docs

list: ## this list
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

setup: ## make .venv as uv.lock says (seconds when nothing changed)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Proviso needs Python 3.11 or newer; '$(PYTHON)' is older or was not found."; \
	  echo "Install one, or name yours: make setup PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) tools/environment.py

demo: setup ## load the reference and the training review, show what Proviso can answer, serve the pages
	@$(BIN)/proviso demo

# The floor is 100 for the domain and the acts as a habit; it stands at 98 until the acts of rounds and errands have their last tests.
test: setup ## everything: style, types, floors, tests on SQLite and PostgreSQL, coverage, generated docs
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n auto --dist loadgroup --database=sqlite --cov --cov-report=
	$(BIN)/pytest -q -n auto --dist loadgroup --database=postgresql -m database --cov --cov-append --cov-report=
	$(BIN)/coverage report --include='src/proviso/domain/*,src/proviso/acts/*' --fail-under=98
	$(BIN)/python -m tools.reference --check

check: setup ## the fast part, while working: style, types, floors, tests on SQLite without the slow ones
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n auto --dist loadgroup -m "not slow and not journey"

fix: setup ## mend style where a tool can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure against the named peers, in an environment of their own; writes bench/RESULTS.md
	@$(BIN)/python tools/environment.py bench
	@bench/.venv/bin/python bench/run.py

chaos: setup ## kill workers ten thousand times while they carry letters (ten minutes); writes bench/CHAOS.md
	$(BIN)/python -m tests.chaos.run --write bench/CHAOS.md

screenshots: setup ## pictures of the main pages, by a real browser; writes docs/pictures
	$(BIN)/python -m tools.screenshots

docs: setup ## write docs/reference again from the code
	$(BIN)/python -m tools.reference
