# Everything a newcomer needs: `make demo` and `make test` set themselves up in .venv (Python 3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint types coverage bench clean

help:
	@echo "make demo   a draft prioritisation advice for a real municipality"
	@echo "make test   lint, types and all tests"
	@echo "make coverage  the tests again, with the lines they did not reach"
	@echo "make bench  the benchmarks, ratios in one run"

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 ..."; exit 1; }
	@echo "Setting up $(VENV), once; this takes a minute."
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "No venv module: on Debian 'apt install python3-venv', then run make again."; rm -rf $(VENV); exit 1; }
	@$(PIP) -e .
	@touch $@

$(READY_DEV): $(READY)
	@echo "Adding what the tests need."
	@$(PIP) -e '.[dev]'
	@touch $@

demo: $(READY)
	@$(BIN)/kbv advise examples/terneuzen.yaml

lint: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY_DEV)
	$(BIN)/mypy

test: lint types
	$(BIN)/python -m pytest -n auto --durations=15

coverage: $(READY_DEV)
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

bench: $(READY_DEV)
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
