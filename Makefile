# Panah. Plain `make` tells what there is. State lives in PANAH_DATA (var/); everything else here can be made again.

PORT ?= 8000
# Processes that run tests at once; `auto` is one for each core, 0 is none beside the first.
WORKERS ?= auto
BIN := .venv/bin
DONE := build/done
BASE := .venv/base.done
TESTS := .venv/test.done
BROWSER := node_modules/done
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
STATIC_SOURCES := $(shell find static cms certificates courses assessments -path '*static*' -not -name '.*' 2>/dev/null)
JS_TESTS := $(shell find tests/js -name '*.test.js' 2>/dev/null)
LANGUAGES := en ru kk ky tg tk uz fa_AF

# Tests have a state of their own: they never see, and never touch, the one that `make run` keeps.
TEST_ENV = PANAH_DATA=$(CURDIR)/build/test-data PANAH_ENV=test

.PHONY: help run test pytest jstest screenshots lint messages bench bench-store lock clean setup
.DELETE_ON_ERROR:

help:
	@echo 'make run          install, migrate, load the course and the demo people, serve on http://127.0.0.1:$(PORT)'
	@echo 'make test         install what tests need, then run every test (ARGS="-k name" goes to pytest; WORKERS=0 for one process)'
	@echo 'make lint         ruff, the form of the templates'
	@echo 'make screenshots  renew the pictures of the README'
	@echo 'make messages     gather the strings to translate into locale/ (needs gettext)'
	@echo 'make bench        requests per second, CPU and memory: pages, scenarios, certificates, packages'
	@echo 'make bench-store  the record store with ten thousand and a million statements, on SQLite and PostgreSQL (half an hour)'
	@echo 'make lock         lock requirements/*.in and package.json again (UPGRADE=1 takes newest versions)'
	@echo 'make clean        remove what make made; var/ stays'
	@echo ''
	@echo 'PORT, WORKERS, PYTHON, PANAH_DATA, PANAH_ENV, DATABASE_URL are read from the environment or the command line.'

setup: $(BASE) $(DONE)/catalogues $(DONE)/static $(DONE)/contexts

# --- running -----------------------------------------------------------------------------------------------------

run: export PANAH_BASE_URL := $(or $(PANAH_BASE_URL),http://127.0.0.1:$(PORT))
run: setup
	@$(BIN)/python manage.py prepare $(if $(filter production,$(PANAH_ENV)),,--demo)
	@echo 'Panah is at http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)'
	@exec $(BIN)/gunicorn --config tooling/gunicorn.conf.py --bind 127.0.0.1:$(PORT) cms.wsgi

bench: setup $(TESTS)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.check
	$(BIN)/python -m benchmarks.map
	$(BIN)/python -m benchmarks.matrix
	$(BIN)/python -m benchmarks.regional_report
	$(BIN)/python -m benchmarks.certificates
	$(BIN)/python -m benchmarks.uploads

# ARGS are those of benchmarks.store.growth: other stores to compare with as NAME=http://KEY:SECRET@HOST:PORT/PATH.
bench-store: setup $(TESTS)
	$(BIN)/python -m benchmarks.store.growth $(ARGS)
	bash tooling/postgresql.sh $(BIN)/python -m benchmarks.store.growth $(ARGS)

# --- checking ----------------------------------------------------------------------------------------------------

test: $(TESTS)
	@$(BIN)/ruff check .
	@$(MAKE) --no-print-directory jstest pytest

pytest: $(TESTS) setup
	@mkdir -p build/test-data
	@sh tooling/pdf_tools.sh || echo 'Tests that need them are skipped; where everything has to be tested they fail.'
	@PANAH_CHROMIUM=$$(sh tooling/chromium.sh) && export PANAH_CHROMIUM && $(TEST_ENV) $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

jstest: $(BASE) $(BROWSER)
	@$(if $(JS_TESTS),sh tooling/with_node.sh node --test $(JS_TESTS),true)

# The journey leaves its pictures in build/screenshots; those that the README shows are kept with it.
screenshots:
	@$(MAKE) --no-print-directory pytest ARGS="tests/journeys/test_trainee_becomes_certified.py \
		tests/journeys/test_lecturer_writes_a_scenario.py"
	@mkdir -p docs/screenshots
	@for picture in $$(grep -oE 'docs/screenshots/[a-z-]+[.]png' README.md | sort -u); do \
		cp build/screenshots/first/"$${picture##*/}" "$$picture" 2>/dev/null || \
		cp build/screenshots/studio/"$${picture##*/}" "$$picture" || exit 1; done

lint: $(TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 --check

# --- upkeep ------------------------------------------------------------------------------------------------------

messages: $(BASE)
	@command -v xgettext >/dev/null || { . tooling/debian.sh; install_debian gettext; }
	$(BIN)/python manage.py makemessages $(LANGUAGES:%=-l %) --add-location file --no-obsolete \
		--ignore 'build/*' --ignore 'node_modules/*' --ignore 'tests/*' --ignore 'var/*'
	@# A date that changes with every run would make every branch collide.
	@sed -i.old '/^"POT-Creation-Date: /d; /^"Report-Msgid-Bugs-To: /d' locale/*/LC_MESSAGES/*.po && rm locale/*/LC_MESSAGES/*.old

lock:
	@sh tooling/lock.sh

clean:
	rm -rf .venv build node_modules .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find locale -name '*.mo' -delete
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

# --- what is made once, and again when its sources change --------------------------------------------------------

$(DONE):
	@mkdir -p $@

$(BIN)/python:
	@sh tooling/venv.sh .venv

$(BASE): requirements/base.txt | $(BIN)/python
	@echo 'Installing Python packages'
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r $<
	@touch $@

$(TESTS): requirements/test.txt $(BASE)
	@echo 'Installing what the tests need'
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r $<
	@# The driver that Playwright brings is linked against a library that a minimal Debian lacks.
	@$(BIN)/python -m playwright --version >/dev/null 2>&1 || { . tooling/debian.sh; install_debian libatomic1; }
	@touch $@

$(BROWSER): package.json package-lock.json $(BASE)
	@echo 'Installing browser assets'
	@sh tooling/with_node.sh npm ci --loglevel=error
	@touch $@

$(DONE)/fonts: tooling/build_fonts.py tooling/alphabets.py $(BROWSER) | $(DONE)
	@$(BIN)/python -m tooling.build_fonts
	@touch $@

$(DONE)/browser: tooling/copy_browser_code.py $(BROWSER) | $(DONE)
	@$(BIN)/python -m tooling.copy_browser_code
	@touch $@

$(DONE)/contexts: tooling/copy_contexts.js $(BROWSER) | $(DONE)
	@sh tooling/with_node.sh node tooling/copy_contexts.js
	@touch $@

$(DONE)/catalogues: tooling/compile_catalogues.py $(CATALOGUES) $(BASE) | $(DONE)
	@$(BIN)/python -m tooling.compile_catalogues
	@touch $@

$(DONE)/static: cms/settings.py cms/storage.py $(STATIC_SOURCES) $(DONE)/fonts $(DONE)/browser | $(DONE)
	@PANAH_DATA=$(CURDIR)/build/test-data $(BIN)/python manage.py collectstatic --noinput -v 0
	@touch $@
