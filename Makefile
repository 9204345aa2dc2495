# Netralitas. `make` alone lists what there is.

PYTHON   ?= python3
UV       ?= uv
CHROMIUM ?= chromium
VENV     := .venv
BIN      := $(VENV)/bin
PIP      := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup test soak bench bench-map bench-pages screenshot lint geo-default docs lock browser

# An installation that was broken off leaves this mark. What it left behind is not trusted: we start from an empty environment.
ifneq ($(wildcard $(VENV)/.installing),)
$(shell rm -f $(VENV)/.created)
endif

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.bundle ## set up, build both warehouses, serve the dashboard on this machine
	@exec $(BIN)/netralitas demo

setup: $(VENV)/.dev $(VENV)/.bundle browser ## set up all that running and testing need, and do nothing else

test: setup lint ## set up and run the whole suite
	@$(BIN)/python -m pytest -n 2

soak: setup ## run what is too long for every day
	@$(BIN)/python -m pytest -m soak -s
	@TIMES_EXAMPLES=20 $(BIN)/python -m pytest -m random -n 2

bench: $(VENV)/.dev ## measure the national register against a bare DuckDB, and write its part of docs/benchmarks.md
	@$(BIN)/python -m tests.benchmarks

bench-map: $(VENV)/.bench $(VENV)/.bundle browser ## measure the map page beside Dash, Streamlit and Panel, and write its part of docs/benchmarks.md
	@$(BIN)/python -m tests.benchmarks.maps

bench-pages: setup ## measure every page at national size, and write its part of docs/benchmarks.md
	@$(BIN)/python -m tests.benchmarks.pages

screenshot: setup ## take the pictures of the pages in docs/ from the real ones
	@$(BIN)/python -m pytest -m screenshot

lint: $(VENV)/.dev ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

geo-default: $(VENV)/.runtime ## rebuild the packaged maps: approximate boundaries, and tiles
	@$(BIN)/python -m geo.approximate
	@$(BIN)/python -m geo.tiles

docs: $(VENV)/.runtime ## write docs/sources.md from the contracts
	@$(BIN)/python -m etl.contracts

# uv is no dependency of ours; only who changes dependencies needs it: `pipx install uv`, or
# `python3 -m venv ~/uv && ~/uv/bin/pip install uv` and then `make lock UV=~/uv/bin/uv`.
COMPILE := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet

lock: ## lock the dependencies anew, with hashes (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pipx install uv (or: make lock UV=/path/to/uv)" >&2; exit 1; }
	@$(COMPILE) --extra dev -o requirements-dev.lock
	@$(COMPILE) --extra setup --constraint requirements-dev.lock -o requirements.lock
	@$(COMPILE) --extra bench --extra setup --constraint requirements-dev.lock -o requirements-bench.lock

# The environment, in three steps. Each leaves its stamp only when it has succeeded, so that the second run does nothing.
$(VENV)/.created:
	@$(PYTHON) -c '' 2>/dev/null || \
		{ echo "Python is missing: '$(PYTHON)' was not found. Install Python 3.11 or newer: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		  echo "The venv module of '$(PYTHON)' is missing. Install it: apt install python$$version-venv" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# $(call install,lock file)
define install
	@echo "Installing the locked dependencies of $(1) (some minutes, once) ..."
	@touch $(VENV)/.installing
	@$(PIP) install --require-hashes --requirement $(1)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@rm $(VENV)/.installing
endef

$(VENV)/.runtime: $(VENV)/.created requirements.lock pyproject.toml
	$(call install,requirements.lock)
	@touch $@

# What tests need holds what running needs, at the same versions.
$(VENV)/.dev: $(VENV)/.created requirements-dev.lock requirements.lock pyproject.toml
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.runtime $@

# Browsers get a build of plotly.js for maps and lines, a third as large; without npm they get the whole one.
$(VENV)/.bundle: $(VENV)/.runtime package.json package-lock.json
	@command -v npm >/dev/null && npm ci --silent --no-audit --no-fund --ignore-scripts || \
		echo "npm did not fetch the small build of plotly.js; the whole one is served instead."
	@$(BIN)/python -m dashboard.bundle
	@touch $@

# What `make bench-map` compares us with, beside what tests need and at its versions.
$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	$(call install,requirements-bench.lock)
	@touch $@

APT := env DEBIAN_FRONTEND=noninteractive apt-get -qq

browser:
	@command -v $(CHROMIUM) >/dev/null && exit 0; \
	if ! command -v apt-get >/dev/null; then \
		echo "Tests need Chromium. Install it, or name it: CHROMIUM=/path/to/chromium make test" >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then sudo=; \
	elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; \
	else echo "Tests need Chromium. Install it, then run this again: sudo apt-get install chromium" >&2; exit 1; fi; \
	echo "Installing Chromium through apt (once) ..."; \
	{ $$sudo $(APT) update && $$sudo $(APT) install --yes chromium; } >/dev/null || \
		{ echo "apt could not install Chromium. Try yourself: apt-get update && apt-get install chromium" >&2; exit 1; }
