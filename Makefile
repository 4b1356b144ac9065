# make crawl   a whole crawl without the internet: the embedded newsroom plays all sites, the spiders read them, a summary
# make crawl LIVE=1 SITE=report SINCE=2025-12-14 CONTACT=you@example.org   the real site
# make test    everything that must hold;   make test SITE=report   the saved pages of one site, in seconds
# make bench   ratios, measured in one run;  make soak   the long proofs;  make lint   ruff and mypy

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SITE ?=
ARTICLES ?= 200
SEED ?= 1
WORKERS ?= 2
ARGUMENTS = $(if $(SINCE),-a since=$(SINCE)) $(if $(UNTIL),-a until=$(UNTIL)) $(if $(EDITION),-a edition=$(EDITION))

.PHONY: crawl test bench soak lint clean
.DELETE_ON_ERROR:

$(VENV)/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || \
		{ echo "$(PYTHON) cannot make a virtual environment: install its venv package (Debian: python3-venv)" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt requirements-corpus.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

crawl: $(VENV)/ready
ifdef LIVE
	$(BIN)/scrapy crawl $(or $(SITE),$(error name the site: make crawl LIVE=1 SITE=report)) $(ARGUMENTS) $(if $(CONTACT),-s CONTACT=$(CONTACT))
	$(BIN)/scrapy summary $(SITE)
else
	$(BIN)/scrapy demo --sites $(or $(SITE),all) --articles $(ARTICLES) --seed $(SEED)
endif

test: $(VENV)/ready-dev
ifneq ($(SITE),)
	$(BIN)/python -m pytest tests/test_pages.py -k "$(SITE)"
else
	$(MAKE) lint
	$(BIN)/python -m pytest -m "not soak" -rs -n $(WORKERS) --dist loadfile
endif

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/ready-dev
	$(BIN)/python -m bench

soak: $(VENV)/ready-dev
	$(BIN)/python -m pytest -m "soak or not soak" -rs

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache
