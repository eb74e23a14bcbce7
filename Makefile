# Every command sets itself up: the first run creates .venv and installs the locked releases, later ones start at once.
#
#   make site       build the course into site/            make test       run the tests
#   make serve      read it, with live preview             make check      style, types and tests
#   make offline    build a copy to read from a disk
#   make handouts   the same site, with PDFs, an e-book and texts beside it (ONLY='lessons/*.pdf' makes some)
#   make bench      measure the build and the pages        make check-all  the same, every page in every mode
#   make publish TO=folder    let a new build take the place of the one that is served from folder/current
#   make edition NAME=2027-1 TO=folder    keep this state of the course beside it for good, at v/2027-1/
#   make hosting TO=folder    write the configuration of nginx and Caddy for it into build/hosting/
#   make deploy-check URL=https://...     look at a served site
#   make lock       renew requirements/ from pyproject     make clean      remove what was built (clean-all: .venv too)
#   make schema     renew the JSON Schema of quiz files    make ids        record new public ids, so that none gets lost
#
# COURSE=folder builds or serves a course from another folder. SITE_URL=address is where the site will be read.

PYTHON ?= python3
VENV ?= .venv
COURSE ?= .
ADDRESS ?= 127.0.0.1:8000
# Where builds are published, and where a site is read: see docs/operating/index.md.
TO ?=
URL ?=
# What an edition is called.
NAME ?=
# Which handouts: make handouts ONLY='lessons/*.pdf'
ONLY ?= *
# Whether what is compressed and published has the handouts: true or false.
HANDOUTS ?= false
$(if $(filter-out true false,$(HANDOUTS)),$(error HANDOUTS is true or false, not "$(HANDOUTS)"))
# Passed to pytest: make test TESTS=tests/test_load.py
TESTS ?=

# Material announces that MkDocs 2 will not run it; the locks hold MkDocs 1.6.1.
export NO_MKDOCS_2_WARNING = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export DEBIAN_FRONTEND = noninteractive

SITE := $(patsubst ./%,%,$(COURSE)/site)
OFFLINE := $(patsubst ./%,%,$(COURSE)/offline)
BIN := $(VENV)/bin
# -m instead of the scripts, whose first line goes stale when the folder moves.
RUN := $(BIN)/python -m
# --no-build-isolation: what has to be built is built with the locked setuptools, not with one fetched unchecked.
INSTALL := $(RUN) pip install --quiet --no-build-isolation --use-pep517 --require-hashes
READY_SITE := $(VENV)/ready-site
READY_HANDOUTS := $(VENV)/ready-handouts
READY_TEST := $(VENV)/ready-test
READY_BENCH := $(VENV)/ready-bench

.PHONY: site serve offline handouts handouts-system test check check-all check-references lint types schema ids bench lock
.PHONY: clean clean-all chromium compress hosting publish may-publish deploy-check edition

# HANDOUTS=false, whatever the environment says: this site has no files to link to.
site: $(READY_SITE)
	@HANDOUTS=false $(RUN) mkdocs build --strict --config-file "$(COURSE)/mkdocs.yml"
	@echo "Built $(SITE)/. To read it: make serve$(if $(filter-out .,$(COURSE)), COURSE=$(COURSE)), then open http://$(ADDRESS)/"
	@echo "To publish it: copy the folder to a web server (its pages link to folders, which a browser cannot open from a disk)."

# --no-directory-urls makes the whole difference: the hooks see it and do the rest. MkDocs empties the folder first.
offline: $(READY_SITE)
	@$(RUN) mkdocs build --strict --no-directory-urls --config-file "$(COURSE)/mkdocs.yml" --site-dir offline
	@$(RUN) course pack "$(COURSE)/mkdocs.yml" "$(OFFLINE)"
	@echo "Built $(OFFLINE)/. To read it: open $(OFFLINE)/index.html in a browser. To hand it on: give $(OFFLINE).zip away."

# Pages link to the files, which the second step then makes: those whose documents changed, on all cores.
handouts: $(READY_HANDOUTS) handouts-system
	@HANDOUTS=true $(RUN) mkdocs build --strict --config-file "$(COURSE)/mkdocs.yml"
	@$(RUN) course handouts "$(COURSE)/mkdocs.yml" "$(SITE)" --only '$(ONLY)'

# Pango and letters, which are no Python packages.
handouts-system: $(READY_HANDOUTS)
	@$(RUN) course handouts-system

serve: $(READY_SITE)
	@$(RUN) mkdocs serve --livereload --config-file "$(COURSE)/mkdocs.yml" --dev-addr $(ADDRESS)

# Beside each file of the site the same compressed, for servers that send such files. HANDOUTS=true publishes those too.
compress: $(if $(filter true,$(HANDOUTS)),handouts,site)
	@$(RUN) course compress "$(SITE)"

hosting: site
	@$(RUN) course hosting "$(SITE)" "$(COURSE)/mkdocs.yml" $(if $(TO),--folder "$(abspath $(TO))/current")

publish: may-publish compress
	@$(RUN) course publish "$(SITE)" "$(TO)"

# An edition names the current pages as its originals, so it is built for SITE_URL, not for its own address.
edition: may-publish
	@test -n "$(NAME)" || { echo "Say which: make edition NAME=2027-1 TO=/srv/course" >&2; exit 2; }
	@EDITION="$(NAME)" $(RUN) mkdocs build --strict --config-file "$(COURSE)/mkdocs.yml" --site-dir "$(abspath build/edition)"
	@$(RUN) course compress build/edition
	@$(RUN) course edition build/edition "$(TO)"

# A service that nobody looked at for too long stops a release, not a build.
may-publish: $(READY_SITE)
	@test -n "$(TO)" || { echo "Say where: make publish TO=/srv/course" >&2; exit 2; }
	@$(RUN) course check "$(COURSE)/mkdocs.yml"

deploy-check: $(READY_SITE)
	@test -n "$(URL)" || { echo "Say where: make deploy-check URL=https://example.org/course/" >&2; exit 2; }
	@$(RUN) course deploy-check "$(URL)" "$(COURSE)/mkdocs.yml"

# A run of all tests uses every core and measures coverage, which has its own gate in pyproject.toml.
ALL_TESTS := --numprocesses auto --dist worksteal --cov

test: site chromium handouts-system
	@$(RUN) pytest $(if $(TESTS),$(TESTS),$(ALL_TESTS))

check: lint types test

check-all: lint types site chromium handouts-system
	@$(RUN) pytest $(ALL_TESTS) -m ""

lint: $(READY_TEST)
	@$(RUN) course check mkdocs.yml
	@$(RUN) course ids mkdocs.yml --check
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .

types: $(READY_TEST)
	@$(RUN) mypy

chromium: $(READY_TEST)
	@$(BIN)/python tests/browser/chromium.py
	@$(RUN) tests.browser.firefox

# Needs a network: compares every DOI with its record and writes the day into docs/references.yml.
check-references: $(READY_SITE)
	@$(RUN) course references "$(COURSE)/mkdocs.yml"

ids: $(READY_SITE)
	@$(RUN) course ids "$(COURSE)/mkdocs.yml"

schema: $(READY_SITE)
	@$(RUN) course schema "$(COURSE)/mkdocs.yml"

bench: $(READY_TEST) $(READY_BENCH)
	@$(BIN)/python -m tests.bench

$(VENV)/ready-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "This needs Python 3.11 or newer; $(PYTHON) is: `$(PYTHON) --version 2>&1`" >&2; \
	  echo "Install one, then name it: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { [ "`id -u`" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && apt-get install -qq -y python3-venv >/dev/null; } || { \
	  echo "$(PYTHON) cannot create virtual environments. On Debian: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear "$(VENV)"
	@touch $@

$(READY_SITE): $(VENV)/ready-python requirements/build.txt requirements/site.txt pyproject.toml
	@echo "Installing what the site is built with into $(VENV)"
	@$(RUN) pip install --quiet --require-hashes -r requirements/build.txt
	@$(INSTALL) -r requirements/site.txt
	@$(RUN) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(READY_HANDOUTS): $(READY_SITE) requirements/handouts.txt
	@echo "Installing what handouts are made with into $(VENV)"
	@$(INSTALL) -r requirements/handouts.txt
	@touch $@

$(READY_TEST): $(READY_SITE) requirements/test.txt
	@echo "Installing what the tests need into $(VENV)"
	@$(INSTALL) -r requirements/test.txt
	@touch $@

# An environment of its own: see the group `bench` in pyproject.toml.
$(READY_BENCH): $(READY_TEST) requirements/bench.txt
	@echo "Installing what the benchmark compares with into $(VENV)/bench"
	@$(RUN) venv --clear "$(VENV)/bench"
	@"$(VENV)/bench/bin/python" -m pip install --quiet --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@

lock: $(VENV)/ready-python
	@PYTHON=$(BIN)/python requirements/lock

clean:
	@rm -rf site offline offline.zip build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis hooks/*.egg-info
	@find hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +

clean-all: clean
	@rm -rf "$(VENV)"
