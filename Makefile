# Two commands matter to a newcomer: make run, make test. The others are for daily work.
PYTHON ?= python3
PORT ?= 8000
PY = .venv/bin/python
export PORT

.PHONY: run setup check test test-all lint law bench screenshots lock clean

run: ## start the demo city: set-up, database, web and workers
	@$(PYTHON) -m portal.tools.run

setup: ## install everything into .venv; starts nothing
	@$(PYTHON) -m portal.tools.setup

check: setup ## lint, types, contracts and the tests without a browser, on SQLite
	@$(PY) -m tests.harness.run check

test: setup ## every test on PostgreSQL and SQLite, in Chinese and English, with a browser
	@$(PY) -m tests.harness.run test

test-all: setup ## the same, and the two other pairs of database and language
	@$(PY) -m tests.harness.run test-all

lint: setup ## style, types and import contracts only
	@$(PY) -m tests.harness.run lint

law: setup ## write docs/law from the tables of steps and rules
	@$(PY) manage.py write_law

bench: setup ## measure pages, search and import at 3,000 and 30,000 organisations
	@$(PY) -m portal.tools.bench

screenshots: setup ## write docs/screenshots from the demo city
	@$(PY) -m tests.harness.screenshots

lock: setup ## write requirements.lock from requirements-dev.txt
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		requirements-dev.txt -o requirements.lock

clean: ## remove what setup and run made, the demo city's data too
	@rm -rf .venv var portal/frontend/node_modules portal/static/build
