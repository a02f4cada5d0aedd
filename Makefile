# Everything here works as the first command on a fresh machine (Python with venv, git and make).
PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
JOBS ?= 2

.PHONY: help run demo test check format atlas fuzz bench torture soak golden pictures clean
.DEFAULT_GOAL := help

help:
	@echo "make run     set everything up and open the window (without a screen: run the demo)"
	@echo "make test    set everything up and run every test"
	@echo "make check   ruff, mypy strict, import contracts"
	@echo "make bench   measure: start-up, edits, coverage, repaint, print (ARGS=--scale: 15 million injections, 3 GB once)"
	@echo "make torture  kill -9, power cuts and failing disks over all sorts of work (half an hour; ARGS=--help)"
	@echo "make soak    a clinic's day through the real window: memory, handles, latency (a quarter of an hour; ARGS=--help)"
	@echo "make atlas   rebuild assets/bodycharts from the public-domain mesh (minutes)"
	@echo "make pictures  make docs/pictures anew from the running window (needs xvfb-run)"
	@echo "make golden  make the golden pages of the site chart anew; look at them before you commit"
	@echo "make fuzz    feed every parser with what nobody meant (Linux; ARGS='--runs N --seed S --target T --json F')"
	@echo "make format  let ruff format the code"
	@echo "make clean   remove what make made"

$(BIN)/.run-ready: pyproject.toml tools/setup/system_libraries.py
	@$(PYTHON) -c 'import sys; sys.exit("mesomap needs Python 3.11, 3.12 or 3.13; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(MAKECMDGOALS)" if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "mesomap: installing into $(VENV) (a minute or two the first time) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(BIN)/.test-ready: $(BIN)/.run-ready
	@echo "mesomap: installing into $(VENV) (a minute or two the first time) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(BIN)/.atlas-ready: $(BIN)/.test-ready
	@echo "mesomap: installing into $(VENV) (a minute or two the first time) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[test,atlas]'
	@touch $@

run: $(BIN)/.run-ready
	@$(PY) -m tools.setup.run

demo: $(BIN)/.run-ready
	@$(PY) tools/setup/system_libraries.py offscreen
	QT_QPA_PLATFORM=offscreen $(PY) -m mesomap demo --out demo-output

test: $(BIN)/.test-ready
	@$(PY) tools/setup/system_libraries.py offscreen
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: $(BIN)/.test-ready
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(BIN)/lint-imports

format: $(BIN)/.test-ready
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

bench: $(BIN)/.test-ready
	@$(PY) tools/setup/system_libraries.py offscreen
	@echo "mesomap: installing into $(VENV) (a minute or two the first time) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[test,bench]'
	$(PY) -m mesomap bench $(ARGS)

torture: $(BIN)/.test-ready
	$(PY) -m tools.torture $(ARGS)

soak: $(BIN)/.test-ready
	@$(PY) tools/setup/system_libraries.py offscreen
	QT_QPA_PLATFORM=offscreen $(PY) -m tools.soak $(ARGS)

golden: $(BIN)/.test-ready
	@$(PY) tools/setup/system_libraries.py offscreen
	QT_QPA_PLATFORM=offscreen MESOMAP_RENEW_GOLDEN=1 $(PY) -m pytest -n0 tests/report/test_golden_pages.py

pictures: $(BIN)/.test-ready
	@$(PY) tools/setup/system_libraries.py window
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1920x1080x24 -noreset" $(PY) -m tools.pictures
	$(PY) -m tools.pictures.contact_sheet

fuzz: $(BIN)/.test-ready
	@$(PY) tools/setup/system_libraries.py offscreen
	@$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[test,fuzz]'
	QT_QPA_PLATFORM=offscreen $(PY) -m tools.fuzz $(ARGS)

atlas: $(BIN)/.atlas-ready
	$(PY) -m tools.atlas --out assets/bodycharts $(ARGS)

clean:
	rm -rf $(VENV) build dist demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
