# Every habit of the house. `make run` needs nothing but Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

SHOP := $(VENV)/.shop-installed
TOOLS := $(VENV)/.tools-installed
STATIC := staticfiles/.collected
STATIC_SOURCES := $(shell find site/lapak/static -type f 2>/dev/null)

.PHONY: run test lint format messages demo bench clean

run: $(STATIC)
	@exec $(PY) manage.py serve --prepare

test: $(TOOLS)
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder --db=postgres

lint: $(TOOLS)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	PYTHONPATH=site:. $(VENV)/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py messages_check

format: $(TOOLS)
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

messages: $(TOOLS)
	$(PY) manage.py messages_check --update

demo: $(SHOP)
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py demo

bench: $(TOOLS)
	$(PY) -m tests.bench
	$(PY) -m tests.bench.desk

clean:
	rm -rf $(VENV) staticfiles .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# The stamps make a second start fast: pip runs only when a list of requirements has changed.
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Lapak needs Python 3.11 or newer; name it with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }

$(SHOP): requirements.txt constraints.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt $(SHOP)
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -r requirements-dev.txt
	@touch $@

$(STATIC): $(SHOP) $(STATIC_SOURCES)
	$(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
