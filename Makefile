# Sociale Monitor Drenthe: `make run` starts the dashboard, `make test` proves it.
# Both set up everything they need in .venv first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
SOURCES ?= ../shared/sources
MINUTES ?= 60
ONLY ?=
TESTS ?=

.PHONY: run test test-all test-deploy test-engines lint axe bench soak attack audit upgrades release refresh boundaries snapshot yearbook coverage browser clean help
.DEFAULT_GOAL := help

help:
	@echo "make run         start the dashboard on http://localhost:$(PORT)"
	@echo "make test        run the tests (installs a browser if there is none)"
	@echo "make test-all    what make test leaves out: the full sweeps over every indicator, fault and source file"
	@echo "make test-deploy kill and restart processes behind nginx while readers are there (on a quiet machine)"
	@echo "make test-engines the same figures out of a cluster of Apache Spark (needs Java; brings 0.5 GB)"
	@echo "make lint        ruff and mypy"
	@echo "make axe         look at every page as it is for everyone (axe, keyboard), and record it in data/"
	@echo "make bench       measure the pages in a real browser against an empty Streamlit app"
	@echo "make soak        does the monitor grow in an hour of readers and new figures (MINUTES=60)"
	@echo "make attack      what one client can do to the others, and broken files to the monitor (ONLY=\"greedy origins\")"
	@echo "make audit       are there known vulnerabilities in the packages, where that can be asked"
	@echo "make upgrades    does the monitor run on the newest versions of its packages (TESTS=tests for all tests)"
	@echo "make release     a dated version, refused when a page became slower, axe finds something or figures differ"
	@echo "make refresh     bring in the newest boundaries and figures of PDOK, CBS and RIVM, checked"
	@echo "make boundaries  bring in the newest boundaries of PDOK only, checked"
	@echo "make snapshot    rebuild data/ from the raw files in $(SOURCES)"
	@echo "make yearbook    “Feiten & cijfers” as PDF and PowerPoint in build/feiten-en-cijfers (goes on where it was broken off)"
	@echo "make coverage    which figures there are, per indicator"

run: $(VENV)/run.stamp
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/dev.stamp browser
	$(BIN)/python -m pytest -n auto --dist worksteal

test-all: $(VENV)/dev.stamp browser
	$(BIN)/python -m pytest -n auto --dist worksteal -m exhaustive

test-deploy: $(VENV)/dev.stamp browser
	MONITOR_TEST_KILLING=1 $(BIN)/python -m pytest tests/proxy/test_deploy.py

test-engines: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-engines.txt
	MONITOR_TEST_ENGINES=1 $(BIN)/python -m pytest tests/engines

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

axe: $(VENV)/dev.stamp browser
	$(BIN)/python -m tests.browser.axe

bench: $(VENV)/dev.stamp browser
	$(BIN)/python -m bench

soak: $(VENV)/dev.stamp
	$(BIN)/python -m bench.soak $(MINUTES)

attack: $(VENV)/dev.stamp
	$(BIN)/python -m attack $(ONLY)

audit: $(VENV)/dev.stamp
	$(BIN)/python .ci/audit.py

upgrades: $(VENV)/dev.stamp
	$(BIN)/python .ci/upgrades.py $(TESTS)

release: $(VENV)/dev.stamp browser
	$(BIN)/python .ci/release.py

# First the boundaries: figures of a new division need its gemeenten. The figures' exit code is the one that counts.
refresh: $(VENV)/run.stamp
	-$(BIN)/python -m geo.refresh
	$(BIN)/python -m loaders.refresh

boundaries: $(VENV)/run.stamp
	$(BIN)/python -m geo.refresh

snapshot: $(VENV)/run.stamp
	$(BIN)/python -m geo.build --sources $(SOURCES)
	$(BIN)/python -m loaders.build --sources $(SOURCES)

yearbook: $(VENV)/run.stamp
	$(BIN)/python -m reports.yearbook

coverage: $(VENV)/run.stamp
	$(BIN)/python -m monitor.coverage

browser: $(VENV)/dev.stamp
	@sh tests/browser/install-browser $(BIN)
	@sh tests/proxy/install-nginx
	@sh tests/postgres/install-postgres

$(VENV)/python.stamp:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed; '$(PYTHON)' was not found. Set PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt || { echo "Installing the packages failed: is there a connection to PyPI (or set PIP_INDEX_URL)?"; exit 1; }
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt requirements-postgres.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt || { echo "Installing the packages failed: is there a connection to PyPI (or set PIP_INDEX_URL)?"; exit 1; }
	@touch $@

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache
