# Two commands for a fresh machine: `make demo` and `make test`. Needs Python 3.11 or later and make.
# Everything lives in .venv and is set up again only when pyproject.toml changes.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  && { echo $$p; break; }; done)
BIN := .venv/bin
STAMP := .venv/.installed
OUT := demo-audit
# A file's tests share what they made. tests/conftest.py puts the longest files first; left in that order,
# no long file is begun when the others are done.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder

# Tests start the program a hundred times: it is compiled once, whatever the machine's own habit is.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test test-all coverage mutate lint bench fuzz hostile wheel compiled bundle clean

help:
	@echo "make demo      check the demo corpus and leave the report in $(OUT)/"
	@echo "make test      all tests that need nothing but Python"
	@echo "make test-all  those that need a browser or LibreOffice too; skipped where it is missing"
	@echo "make coverage  the tests with what they reach of each package; fails below 95 % of lines, 90 % of branches"
	@echo "make mutate    NUMBER small faults (300) put into parse and judge, and all into rules: does a test notice each?"
	@echo "make lint      ruff, mypy, import layers"
	@echo "make bench     speed and memory of everything, a quarter of an hour (CHECKER_CORPUS: documents to measure on)"
	@echo "make hostile   every hostile file in one run (three to six minutes)"
	@echo "make fuzz      break inputs at random for BUDGET seconds (600); faults are kept in fuzz-faults/"
	@echo "make wheel     build the package into dist/"
	@echo "make compiled  the same with its reading stages compiled: faster, for this machine (needs a C compiler)"
	@echo "make bundle    wheels and launchers for machines without internet, into dist/bundle (BUNDLE: its options)"

# The stamp holds a digest of pyproject.toml: a fresh clone, a touched file or a second run installs nothing.
$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: apt install python3 python3-venv"; exit 2; }
	@if [ "$$(cat $@ 2>/dev/null)" = "$$(cksum < pyproject.toml)" ]; then touch $@; else \
	  test -x $(BIN)/python || $(PYTHON) -m venv .venv \
	    || { rm -rf .venv; echo "the venv module is needed: apt install python3-venv"; exit 2; }; \
	  echo "setting up .venv (once, some minutes) …"; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' && \
	  cksum < pyproject.toml > $@; \
	fi

# A demo without findings would show nothing: exit code 1 (findings) is what is expected here.
demo: $(STAMP)
	@$(BIN)/checker run tests/demo/corpus --settings tests/demo/checker.toml --out $(OUT) --format console,html,json \
	  || [ $$? -eq 1 ]
	@echo "report: $(OUT)/audit.html"

test: $(STAMP)
	$(BIN)/python -m pytest -q $(SPREAD) -m "not outside and not long" $(ARGS)

# Playwright drives a Chromium that the machine has; without it the browser tests are skipped.
test-all: $(STAMP)
	@$(BIN)/python -c 'import playwright' 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,browser]' \
	  || echo "no playwright: the browser tests are skipped"
	@$(MAKE) --no-print-directory .venv-spark/.installed || echo "no pyspark: the Spark tests are skipped"
	$(BIN)/python -m pytest -q $(SPREAD) -m "not long" $(ARGS)

# The processes that tests start are measured too. Twice as slow as make test.
coverage: export COVERAGE_FILE := $(CURDIR)/.coverage
coverage: $(STAMP)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q $(SPREAD) -m "not outside and not long" $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage json --quiet -o - | $(BIN)/python tests/covered.py

NUMBER ?= 300
mutate: $(STAMP)
	@$(BIN)/python -c 'import mutmut' 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,mutation]'
	$(BIN)/python tests/mutation/run.py parse --number $(NUMBER) --out mutants-parse.jsonl
	$(BIN)/python tests/mutation/run.py judge --number $(NUMBER) --out mutants-judge.jsonl
	$(BIN)/python tests/mutation/rules.py --out mutants-rules.jsonl

# PySpark takes no pandas 3, so it has an environment of its own.
.venv-spark/.installed: pyproject.toml
	@command -v java >/dev/null || { echo "Java 17 is needed for Spark"; exit 2; }
	@test -x .venv-spark/bin/python || $(PYTHON) -m venv .venv-spark
	@.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]'
	@touch $@

# Every hostile file at once, big ones and old formats too: lines of 10 MB, bombs, LibreOffice on noise.
hostile: $(STAMP)
	$(BIN)/python -m pytest -q -m long tests/hostile $(ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Spark and the programs it is compared with have environments of their own; without them their sections are left out.
bench: $(STAMP)
	@$(MAKE) --no-print-directory .venv-bench/.installed || echo "no programs to compare with"
	@$(MAKE) --no-print-directory .venv-spark/.installed || echo "no pyspark"
	$(BIN)/python tests/bench/bench.py $(ARGS)

.venv-bench/.installed: pyproject.toml
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

BUDGET ?= 600
fuzz: $(STAMP)
	$(BIN)/python tests/fuzz/fuzz.py --budget $(BUDGET) $(ARGS)

wheel: $(STAMP)
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

# The same with machine code in it, for this machine's Python: reads faster, says the same. Needs a C compiler.
compiled: $(STAMP)
	CHECKER_COMPILED=1 $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

# For Windows and Linux, Python 3.11 to 3.13; BUNDLE='--target win-3.12' builds for one of them.
bundle: $(STAMP)
	$(BIN)/python -m checker.maintain.bundle dist/bundle $(BUNDLE)

clean:
	rm -rf .venv .venv-spark .venv-bench $(OUT) dist build .mypy_cache .ruff_cache .hypothesis .import_linter_cache
