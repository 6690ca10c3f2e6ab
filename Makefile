# Every command of the project. What is already set up is not done again: each step leaves a stamp that
# carries a digest of the files it depends on.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test coverage check lock assets catalogues urls soak bench load pages audit clean

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
export MATCHMAKER_INSTANCE ?= instance
# Some images switch it on: then every process compiles all modules anew, and pytest rewrites all tests anew.
unexport PYTHONDONTWRITEBYTECODE

digest = $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-12)
RUNTIME := .venv/.runtime-$(call digest,requirements.lock)
DEV := .venv/.dev-$(call digest,requirements-dev.lock)
PACKAGE := .venv/.package-$(call digest,setup.cfg setup.py pyproject.toml)
ASSETS := static/vendor/.installed-$(call digest,package-lock.json scripts/install_assets.py scripts/slim_fonts.py)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard matchmaker/translations/*/LC_MESSAGES/*.po))

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) $(PACKAGE) $(ASSETS) $(CATALOGUES) ## Set everything up, load the demo region, serve it
	@$(BIN)/matchmaker demo --if-empty
	@exec $(BIN)/matchmaker serve --demo

test: $(DEV) $(PACKAGE) $(ASSETS) $(CATALOGUES) ## Run all tests (installs a browser and PostgreSQL where it may)
	@scripts/install_test_tools.sh
	$(BIN)/python -m pytest --numprocesses=$$(( $$(nproc) + 1 )) --dist=worksteal $(ARGS)

coverage: ## Run all tests and measure which lines and branches they reach (takes half as long again)
	@# Compiled loops would not be seen: here they run as plain Python.
	@NUMBA_DISABLE_JIT=1 $(MAKE) --no-print-directory test ARGS="--cov --cov-report=term $(ARGS)"

check: $(DEV) $(PACKAGE) ## Lint, formatting, types, templates, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy matchmaker tests
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python scripts/catalogues.py check

assets: $(ASSETS) ## Install type faces and browser libraries from npm

catalogues: $(DEV) $(PACKAGE) ## Read the messages out of the code, bring the catalogues up to date, compile them
	$(BIN)/python scripts/catalogues.py update
	@$(MAKE) --no-print-directory compiled

.PHONY: compiled
compiled: $(CATALOGUES)

urls: $(DEV) $(PACKAGE) ## Write down the addresses of all pages for the test that watches them
	$(BIN)/python -m scripts.urls

lock: $(DEV) ## Resolve the newest libraries anew and write the hashed lock files
	scripts/lock.sh

soak: $(DEV) $(PACKAGE) $(ASSETS) $(CATALOGUES) ## Repeat kills, races and walks as often as the figures in docs/soak.md say
	$(BIN)/python -m pytest -m soak --soak $(ARGS)

bench: $(DEV) $(PACKAGE) ## Measure the engine beside other libraries (ARGS="--sizes 10000,100000 --plots docs/benchmarks")
	$(BIN)/matchmaker bench $(ARGS)

load: $(DEV) $(PACKAGE) $(ASSETS) $(CATALOGUES) ## Measure a page with 20 readers (ARGS="--page region --stakeholders 10000 --ties 30000")
	$(BIN)/python -m scripts.load $(ARGS)

pages: $(DEV) $(PACKAGE) $(ASSETS) $(CATALOGUES) ## Measure what each page costs each reader (ARGS="--instance /tmp/many --hide 0.3")
	$(BIN)/python -m scripts.pages_bench $(ARGS)

audit: $(DEV) ## Look for known vulnerabilities in the locked libraries
	$(BIN)/pip-audit --requirement requirements.lock --disable-pip --require-hashes

clean: ## Remove what was built and installed; the instance folder stays
	rm -rf .venv node_modules static/vendor build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache \
	  .hypothesis .coverage* htmlcov
	find matchmaker scripts tests -name __pycache__ -prune -exec rm -rf {} +
	find matchmaker/translations -name '*.mo' -delete

# --- What the commands stand on ---

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Install Python's venv module (Debian: python3-venv)."; exit 1; }

# The locks agree with each other (scripts/lock.sh), so the development set already holds the runtime set. A lock
# is whole, so pip need not look for dependencies: it would take the newest of those named with an extra, and stop.
$(RUNTIME): | .venv/bin/python
	@if [ ! -e $(DEV) ]; then \
	  echo "Installing the libraries into .venv (once) …"; \
	  $(PIP) install --no-deps --require-hashes -r requirements.lock; \
	fi
	@rm -f .venv/.runtime-* && touch $@

$(DEV): | .venv/bin/python
	@echo "Installing the libraries and the development tools into .venv (once) …"
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@rm -f .venv/.dev-* && touch $@

$(PACKAGE):
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f .venv/.package-* && touch $@

$(ASSETS): | .venv/bin/python
	@command -v npm >/dev/null || $(PIP) install --no-deps --require-hashes -r requirements-assets.lock
	@echo "Installing type faces and browser libraries into static/vendor (once) …"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" $(BIN)/python scripts/install_assets.py
	@mkdir -p static/vendor && rm -f static/vendor/.installed-* && touch $@

%.mo: %.po
	@$(BIN)/python scripts/catalogues.py compile $<
