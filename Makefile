# make demo   build the graph of the examples and ask it a question
# make test   all tests and linters
# Needs Python 3.11 or newer and make; everything else goes into .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
EXAMPLES := $(sort $(wildcard examples/*.txt))

.PHONY: help demo test lint docs install compiled clean

help:
	@echo "make demo     build the graph of the examples into out/ and ask it a question"
	@echo "make test     run all tests and linters"
	@echo "make docs     write docs/cli.md, docs/questions.md and docs/ontology.md"
	@echo "make compiled write the compiled copies of lexicon and rules (after a change of a YAML file)"
	@echo "make clean    remove what make made"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Concord needs Python 3.11 or newer; none was found. Install it, or say: make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian and Ubuntu the package python3-venv is needed." >&2; exit 2; }

# The stamps say with which setup.cfg the environment was filled.
$(VENV)/.installed: $(BIN)/python setup.cfg pyproject.toml
	@echo "Installing Concord ..."
	@$(PIP) install -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(PIP) install -e '.[test]'
	@touch $@

install: $(VENV)/.installed

demo: $(VENV)/.installed
	@$(BIN)/kg build $(EXAMPLES) -o out
	@echo
	@echo "Who cooperates with India?"
	@$(BIN)/kg query --store out who-cooperates-with actor=India --format table
	@echo
	@echo "What to type next:"
	@echo "  open out/graph.html in a browser"
	@echo "  $(BIN)/kg query --list                 the questions that have a name"
	@echo "  $(BIN)/kg query 'SELECT ?who ?what { ?a con:condemns ?b . ?a rdfs:label ?who . ?b rdfs:label ?what }'"
	@echo "  $(BIN)/kg explain 'India and Japan agreed to deepen cooperation in space.'"
	@echo "  $(BIN)/kg facts --format table $(firstword $(EXAMPLES))"

test: $(VENV)/.tested
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest

lint: $(VENV)/.tested
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

docs: $(VENV)/.tested
	$(BIN)/python tests/test_cli.py
	$(BIN)/python tests/test_questions.py
	$(BIN)/kg ontology > docs/ontology.md

compiled: $(VENV)/.installed
	$(BIN)/python -m kg.sources

clean:
	rm -rf out build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache $(VENV)
