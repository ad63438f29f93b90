# Everything a person or CI does with Vigil. `make help` lists it.
# Needed on the machine: Python 3.11, 3.12 or 3.13, git and make. The rest goes into .venv.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python that will do; if none will, python3, so that the message below can name it.
VERSION_FITS = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
    $$python -c '$(VERSION_FITS)' >/dev/null 2>&1 && { echo $$python; exit; }; done; echo python3)

PY := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --only-binary :all:
OFFSCREEN := QT_QPA_PLATFORM=offscreen

# Only `make lock` uses uv: it resolves for every system and Python at once.
UV := uv==0.13.8
COMPILE := $(PY) -m uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
    --generate-hashes --no-header --no-annotate --no-emit-index-url

# A .venv whose Python has gone away is made anew.
$(shell test -x $(PY) || rm -f .venv/*.stamp)

.PHONY: help run test lint bench mutants pictures figures lock clean

help: ## Say what each target does.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1	\2/p' Makefile | while IFS='	' read -r target says; do \
	    printf 'make %-9s %s\n' "$$target" "$$says"; done

run: .venv/run.stamp ## Install what Vigil needs, and start it (ARGS=demo for the demonstration).
	@$(PY) main.py $(ARGS)

test: .venv/dev.stamp ## Check format, lint, types and tests, all of them, and fail if any fails.
	@failed=; \
	$(PY) -m ruff format --check . || failed="$$failed format"; \
	$(PY) -m ruff check . || failed="$$failed lint"; \
	$(PY) -m mypy || failed="$$failed types"; \
	$(OFFSCREEN) $(PY) -m pytest -n 2 --ignore=tests/benchmarks || failed="$$failed tests"; \
	test -z "$$failed" || { echo "Failed:$$failed" >&2; exit 1; }

lint: .venv/dev.stamp ## Format the code and mend what ruff can mend, then check lint and types.
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .
	@$(PY) -m mypy

bench: .venv/dev.stamp ## Measure speed and print the numbers.
	@$(OFFSCREEN) $(PY) -m pytest -n 0 -s tests/benchmarks

mutants: .venv/dev.stamp ## Break each limit and comparison in a copy, and count what a test notices (ARGS="--only limits").
	@$(OFFSCREEN) $(PY) -m tests.mutants $(ARGS)

pictures: .venv/run.stamp ## Draw the pictures of the documentation anew.
	@$(OFFSCREEN) $(PY) main.py demo --pictures docs/pictures

figures: .venv/run.stamp ## Count how often the flags speak, for docs/flags.md.
	@$(PY) main.py figures --out docs/flags.md tests/data/*.csv

lock: .venv/made.stamp ## Choose the newest versions that pyproject.toml allows, and write them with their hashes.
	@$(PIP) install '$(UV)'
	@$(COMPILE) --output-file requirements.txt >/dev/null
	@$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt >/dev/null

clean: ## Remove the environment and every cache.
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is written last, so an interrupted step is done again.
.venv/made.stamp:
	@$(PYTHON) -c '$(VERSION_FITS)' || { \
	    echo "Vigil needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is $$($(PYTHON) --version 2>&1);" \
	        "name another one: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run.stamp: .venv/made.stamp requirements.txt
	@echo "Installing what Vigil needs into .venv ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/dev.stamp: .venv/made.stamp requirements-dev.txt
	@echo "Installing what Vigil and its checks need into .venv ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch .venv/run.stamp $@
