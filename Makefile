# Doorstep. `make run` starts it, `make test` proves it; each target sets up what it needs.
PYTHON ?= python3
PY := .venv/bin/python
PIP := .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r
UV := .venv/bin/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: run dev test bench chaos soak kill fuzz fuzz-api audit lock clean

run: .venv/ready ## Start Doorstep on http://localhost:3000
	@$(PY) -m app serve

dev: .venv/ready ## The same with hot reload, for building it
	@$(PY) -m app dev

test: .venv/test-ready tests/node_modules/.ready ## Style, types, layers, Python, TypeScript, browser
	@$(PY) -m tests.support.run

bench: .venv/test-ready tests/node_modules/.ready ## Every figure beside its peers (QUICK=1: in five minutes; ONLY="queue rooms")
	@$(PY) -m bench

chaos: .venv/test-ready tests/node_modules/.ready ## Break everything that can break (SEED=, MINUTES=10, ENGINE=, PHONES=, RECORDS=100000) and look for what is lost
	@$(PY) -m tests.chaos.run

soak: .venv/test-ready ## Half of what the server can do, for half an hour (MINUTES=30); the graph is bench/figures/soak.svg
	@$(PY) -m bench.soak

kill: .venv/test-ready tests/node_modules/.ready ## Kill the server ten times while 50 phones send; every record is one row
	@$(PY) -m tests.support.killing

fuzz: .venv/test-ready ## Send the rooms whatever strangers may think of (SEED=, MINUTES=5)
	@$(PY) -m tests.support.fuzzing

fuzz-api: .venv/test-ready ## Ask the API for everything its manual allows and forbids, for some minutes
	@FUZZ_EXAMPLES=100 $(PY) -m pytest -q -n 2 tests/integration/api/test_manual.py

audit: .venv/ready ## Ask PyPI and npm whether a dependency has a known hole
	@$(PY) -m tests.support.audit

lock: .venv/test-ready ## Resolve the Python dependencies again
	@$(UV) --group run -o requirements.txt && $(UV) --group test -c requirements.txt -o tests/requirements.txt

clean: ## Throw away everything that can be made again; data/ stays
	@rm -rf .venv .web .web-list .web-clerk tests/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Doorstep needs Python 3.11 or newer (PYTHON=python3.12 make run)."; exit 2; }
	@echo "Setting up Python's packages (about a minute, the first time) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) requirements.txt
	@ln -sf ../../deploy/jazz-sync-server .venv/bin/
	@touch $@

.venv/test-ready: tests/requirements.txt .venv/ready
	@echo "Setting up the tests' packages …"
	@$(PIP) tests/requirements.txt
	@touch $@

tests/node_modules/.ready: tests/package-lock.json .venv/ready
	@$(PY) -m app.build.node ci --prefix tests --no-audit --no-fund
	@touch $@
