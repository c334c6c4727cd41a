# Needs Python 3.11 or newer, make, and a package index. Targets: graph, test, lint, bench, notebooks, site, clean;
# lock, verified, audit (where libraries come from), kills, pythons (what holds when things break: docs/faults.md),
# fuzz (whether anything makes a reader fail: docs/fuzzing.md).
#   make graph PYTHON=python3.12      another interpreter
#   make graph SOURCES="a b" OUT=dir  other pages, another folder

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
SOURCES ?= seeds
OUT     ?= out
JOBS    ?= 2
RUNS    ?= 200000
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt

.PHONY: graph test lint bench notebooks site clean lock verified audit kills pythons fuzz
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

# The hashes of all versions of constraints.txt, and the licences of what the program needs.
lock: $(VENV)/.test
	$(PIP) -e '.[lock]'
	PATH="$(BIN):$$PATH" $(BIN)/python -m tests.supply.lock
	$(BIN)/python -m tests.supply.licences

# The graph of the seeds from libraries whose every file is checked against its hash.
verified:
	$(PYTHON) -m venv --clear build/verified
	build/verified/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  -r locks/run.txt
	build/verified/bin/python -m kg build seeds --out build/verified/out

# Known weaknesses of the versions that are locked; asks the advisory service of the package index.
audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	build/audit/bin/pip-audit --strict --require-hashes --disable-pip -r locks/run.txt

kills: $(VENV)/.test
	$(BIN)/python -m tests.faults.kill --kills 100

# The same bytes from every supported Python that is on this machine.
pythons: $(VENV)/.test
	$(BIN)/python -m tests.run.pythons

# So many inputs, made by atheris, for everything that reads what comes from outside.
fuzz: $(VENV)/.test
	$(PIP) -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz.campaign --runs $(RUNS)

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
