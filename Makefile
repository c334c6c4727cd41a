# Needs Python 3.11 or newer, make, and a package index. Targets: graph, test, lint, bench, notebooks, site, clean.
#   make graph PYTHON=python3.12      another interpreter
#   make graph SOURCES="a b" OUT=dir  other pages, another folder

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
SOURCES ?= seeds
OUT     ?= out
JOBS    ?= 2
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt

.PHONY: graph test lint bench notebooks site clean
.DEFAULT_GOAL := graph

graph: $(VENV)/.run
	$(BIN)/kg build $(SOURCES) --out $(OUT)

test: lint
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadgroup

lint: $(VENV)/.test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy --strict kg
	$(BIN)/lint-imports --no-logo
	$(BIN)/kg rules check
	$(BIN)/kg schema check

bench: $(VENV)/.bench
	$(BIN)/python -m pytest benchmarks/test_speed.py $(addprefix --source ,$(SOURCES))

notebooks: $(VENV)/.test
	$(BIN)/python -m tests.notebooks

site: $(VENV)/.test
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

clean:
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(OUT) -mindepth 1 ! -name README.md -delete

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is not Python 3.11 or newer: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# A stamp per set-up, so that a second call has nothing to do.
$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[test]'
	@$(PIP) -e '.[ftm]' 2>/dev/null \
	  || echo "followthemoney needs g++, pkg-config and libicu-dev to be built: its tests will skip"
	@touch $@ $(VENV)/.run

$(VENV)/.bench: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[bench]'
	@touch $@ $(VENV)/.run
