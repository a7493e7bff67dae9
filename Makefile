# Everything here works on a fresh machine that has Python 3.11 or later: each target installs what
# it needs into .venv, once, at the versions of constraints.txt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PINNED := pyproject.toml constraints.txt
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL = $(PIP) install -c constraints.txt
# Each process has a browser and a server of its own, for whole files.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
CHROMIUM_HERE = $$(PYTHON=$(BIN)/python scripts/ensure_chromium.sh)
HEADLESS_HERE = $$(PYTHON=$(BIN)/python scripts/ensure_chromium.sh headless)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

.PHONY: help
help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(VENV)/.run ## serve the page at http://localhost:8501
	$(BIN)/streamlit run app.py

.PHONY: test
test: $(VENV)/.test ## run all tests, in a real Chromium too (ARGS="-k word" for some)
	scripts/ensure_program.sh ffmpeg ffmpeg
	chromium=$(HEADLESS_HERE) && CHROMIUM="$$chromium" $(BIN)/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

.PHONY: lint
lint: $(VENV)/.lint ## check style, types, layers, messages and the dataset's seal
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.messages --check
	$(BIN)/python -m tools.seal_package --check
	$(BIN)/python -m tools.check_text

.PHONY: bench
bench: $(VENV)/.bench $(VENV)/.peers ## measure the map beside other maps (ARGS="--quick", "--only ours", ...)
	chromium=$(CHROMIUM_HERE) && CHROMIUM="$$chromium" $(BIN)/python -m benchmarks $(ARGS)

.PHONY: format
format: $(VENV)/.lint ## put the code into the project's format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

.PHONY: build
build: $(VENV)/.test ## build the wheel and the source distribution into dist/
	$(BIN)/python -m build --no-isolation

.PHONY: messages
messages: $(VENV)/.run ## collect the texts, bring the catalogues up to date, compile them
	$(BIN)/python -m tools.messages

.PHONY: screenshots
screenshots: $(VENV)/.bench ## take the pictures of the documentation
	chromium=$(CHROMIUM_HERE) && CHROMIUM="$$chromium" $(BIN)/python -m tools.screenshots $(ARGS)

.PHONY: baselines
baselines: $(VENV)/.run ## draw the pictures anew that the static map is tested against
	$(BIN)/python -m tools.baselines

.PHONY: pins
pins: ## renew constraints.txt with the newest versions
	$(PYTHON) -m venv --clear .venv-pins
	.venv-pins/bin/pip install --quiet hatchling
	.venv-pins/bin/pip install --quiet --no-build-isolation -e '.[test,lint,bench,peers]'
	head -n 2 constraints.txt > constraints.new
	.venv-pins/bin/pip freeze --exclude-editable >> constraints.new
	mv constraints.new constraints.txt
	rm -r .venv-pins

.PHONY: clean
clean: ## remove what make has made
	rm -rf $(VENV) .venv-pins dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# One stamp for each set of packages, so that `make run` installs no test tools.
$(VENV)/.base: $(PINNED)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "damascus-map needs Python 3.11 or later; $(PYTHON) is" >&2; \
		$(PYTHON) --version >&2; \
		echo "name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make environments (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) hatchling
	@touch $@

$(VENV)/.run: $(VENV)/.base
	$(INSTALL) --no-build-isolation -e .
	@touch $@

$(VENV)/.test $(VENV)/.lint $(VENV)/.bench $(VENV)/.peers: $(VENV)/.%: $(VENV)/.base
	$(INSTALL) --no-build-isolation -e '.[$*]'
	@touch $@
