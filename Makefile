# `make demo` and `make test` need nothing but Python 3.11 or newer; they make .venv and install into it.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
ENV := OMP_NUM_THREADS=1

.PHONY: all demo spark test lint types layers gate bench wheel manifest readme lock clean
all: test lint types layers gate wheel

.venv/installed: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "saidwho needs Python 3.11, 3.12 or 3.13 with venv. Found none: install one, or name it: make PYTHON=/path/to/python"; exit 2; }
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: .venv/installed
	$(PY) -m saidwho.cli demo

test: .venv/installed
	$(ENV) $(PY) -m pytest

lint: .venv/installed
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: .venv/installed
	$(PY) -m mypy

layers: .venv/installed
	.venv/bin/lint-imports

gate: .venv/installed
	$(ENV) $(PY) gate/run.py

bench: .venv/installed
	$(ENV) $(PY) bench/speed.py
	$(ENV) $(PY) bench/run.py

wheel: .venv/installed
	bash scripts/check_wheel.sh $(PY)

readme: .venv/installed
	$(PY) scripts/readme.py

manifest:
	$(PY) scripts/manifest.py

lock: .venv/installed
	$(PY) -m piptools compile --quiet --generate-hashes --allow-unsafe --extra dev --no-emit-index-url --strip-extras -o requirements.lock pyproject.toml

clean:
	rm -rf .venv build dist *.egg-info

# Spark is large and needs Java 17: it has its own target.
spark: .venv/installed
	$(PY) -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[spark]'
	$(ENV) $(PY) -m pytest tests/spark
