# make setup | demo | test, on a bare machine with Python 3.11+ and make. The rest is for developers.
#
# PYTHON=python3.12 chooses the interpreter that the virtual environment is made with.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GATE := $(PYTHON) scripts/gate.py

CATALOGUES := $(wildcard src/saraptama/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test lint types format lock python translations

help:
	@echo 'make demo    the service with its demonstration cast, on http://127.0.0.1:8000'
	@echo 'make test    everything that must hold before a change is accepted'
	@echo 'make setup   the virtual environment with the locked packages, nothing else'
	@echo 'make lint types format lock   for developers'

setup: $(VENV)/runtime.stamp translations

setup-dev: $(VENV)/dev.stamp translations

demo: setup
	@$(BIN)/python -m saraptama.cli demo

test: python
	@$(GATE)

lint types: setup-dev
	@$(GATE) $@

format: setup-dev
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

# The locks hold no host names, and one file serves every platform.
lock: $(VENV)/bootstrap.stamp
	for name in bootstrap runtime dev; do \
	  $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-annotate --only-binary :all: requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

python:
	@$(PYTHON) scripts/check_python.py

$(VENV)/bootstrap.stamp: requirements/bootstrap.txt | python
	@echo 'setup: virtual environment'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
	  -r requirements/bootstrap.txt
	@touch $@

$(VENV)/runtime.stamp: $(VENV)/bootstrap.stamp requirements/runtime.txt pyproject.toml scripts/install
	@echo 'setup: packages'
	@scripts/install requirements/runtime.txt
	@$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements/dev.txt
	@echo 'setup: packages for tests'
	@scripts/install requirements/runtime.txt requirements/dev.txt
	@touch $@

translations: $(VENV)/translations.stamp

$(VENV)/translations.stamp: $(VENV)/runtime.stamp $(CATALOGUES)
	@if [ -n '$(CATALOGUES)' ]; then \
	  echo 'setup: translations'; $(BIN)/pybabel --quiet compile -d src/saraptama/locale -D django; fi
	@touch $@
