# Set-up, tests, demo and docs. All that is assumed: make, and a Python 3.11+ that can make a venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
LOCKS := requirements/uv.txt requirements/dev.txt

.PHONY: setup test test-all soak demo docs bench lock clean

setup: $(STAMP)

$(STAMP): $(LOCKS) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "creatorscope needs Python 3.11 or newer as '$(PYTHON)'; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' \
	  || { echo "This Python cannot make environments: install its venv package (Debian: apt-get install python3-venv)"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt \
	  || { echo "The first set-up downloads packages and could not: check the network, then run make again"; exit 1; }
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/uv.txt requirements/dev.txt \
	  || { echo "The first set-up downloads packages and could not: check the network, then run make again"; exit 1; }
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@touch $@

test: setup
	@$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: setup
	@$(BIN)/python -m pytest -n 2

# Kills workers and servers at random points, for as long as that takes.
soak: setup
	@CREATORSCOPE_SOAK=1 $(BIN)/python -m pytest tests/jobs/soak

demo: setup
	@$(BIN)/python tests/demo.py $(addprefix --document ,$(wildcard ../shared/data/affiliate-creator.json))

docs: setup
	@$(BIN)/python -m creatorscope docs

bench: setup
	@$(BIN)/python -m tests.benchmarks

# Recompile the pinned requirements (set up once before); no index host is written into them.
lock:
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --all-extras --group dev pyproject.toml -o requirements/dev.txt
	@echo uv | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header - -o requirements/uv.txt

clean:
	@rm -rf $(VENV) .cache demo-output
