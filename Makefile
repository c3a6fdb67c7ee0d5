# make demo: try it; make test: all that CI runs. Nothing else need be installed by hand.
PYTHON_BIN = .venv/bin/python
DEMO = DATA_DIR=demo-data

.PHONY: demo demo-reset test quick lint types bench drill pictures setup

demo: ## a filled portal on http://127.0.0.1:8000
	@tools/setup.sh run
	@$(DEMO) $(PYTHON_BIN) manage.py prepare_demo
	@$(DEMO) $(PYTHON_BIN) manage.py serve

demo-reset: ## forget the demo's data
	rm -rf demo-data

setup:
	@tools/setup.sh test

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint templates --lint --quiet
	DATA_DIR=.test/lint $(PYTHON_BIN) manage.py makemigrations --check --dry-run
	DATA_DIR=.test/lint $(PYTHON_BIN) manage.py check --fail-level WARNING

types: setup ## what the verbs and the common parts take and give
	DATA_DIR=.test/types .venv/bin/mypy

quick: lint types ## lint, types, and the tests that need no browser and no server
	.venv/bin/python -m pytest -n 2 --dist loadfile --create-db -m "not slow"

test: lint types ## everything, nothing skipped
	tools/test.sh

bench: setup ## figures of docs/performance.md
	$(PYTHON_BIN) -m tools.bench

drill: setup ## long faults and many repetitions
	$(PYTHON_BIN) -m pytest -n 0 tests/*/*/drill_*.py

pictures: setup ## every page as a picture, at 1280 and 390 px
	$(PYTHON_BIN) -m tools.pictures
