# Everything a contributor types. Each target first makes what it needs; `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo screenshots test test-slow check format migration bench bench-large lock clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHONS := >=3.11,<3.14
WORKERS ?= 2
NO_TESTS := 5

# uv from PATH, else a copy of our own in .tools, pinned by hash in .ci/uv.txt.
OWN_UV := .tools/uv/bin/uv
UV := $(or $(shell command -v uv 2>/dev/null),$(OWN_UV))
UV_READY := $(if $(filter $(OWN_UV),$(UV)),$(OWN_UV))

# Behind a company's TLS proxy: SSL_CERT_FILE is honoured by uv itself and handed to pip;
# without it the machine's own certificate store counts, where there is one.
ifdef SSL_CERT_FILE
export PIP_CERT ?= $(SSL_CERT_FILE)
else ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem),)
export UV_SYSTEM_CERTS ?= true
export UV_NATIVE_TLS ?= true
endif
export UV_LINK_MODE ?= copy
unexport VIRTUAL_ENV
unexport PYTHONPATH

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: $(READY)  ## the locked environment in .venv, with .venv/bin/klankbord

demo: $(READY)  ## the whole bot on this machine, without tokens, with a page to use it in
	@$(BIN)/python -m sandbox

test: $(READY)  ## the tests, on SQLite and PostgreSQL, in under five minutes
	$(BIN)/python -m pytest -m "not slow" -n $(WORKERS) --hypothesis-profile=quick

test-slow: $(READY)  ## the rest: browser, long properties, chaos
	$(BIN)/python -m pytest -m slow --hypothesis-profile=thorough || [ $$? -eq $(NO_TESTS) ]

check: $(READY)  ## style, types and the arrows between rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)  ## put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migration: $(READY)  ## write the step to today's tables: make migration m="why"; without m: the last step anew
	$(BIN)/python -m storage.migrations.writing "$(m)"
	$(BIN)/ruff format --quiet storage/migrations/versions
	$(BIN)/ruff check --quiet --fix storage/migrations/versions

screenshots: $(READY)  ## the pictures of the README and of docs/tour.md, anew (needs Chromium)
	$(BIN)/python -m tests.browser.screenshots

bench: $(READY)  ## figures, each beside its baseline
	$(BIN)/python -m tests.bench

bench-large: $(READY)  ## the same questions of 10,000, 1,000,000 and 10,000,000 feedbacks (SIZES=, KEEP=folder)
	$(BIN)/python -m tests.bench.large $(SIZES) $(if $(KEEP),--keep $(KEEP))

lock: $(UV_READY)  ## renew requirements.lock after a change of dependencies (UPGRADE=--upgrade for all)
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --python-version 3.11 --group dev $(UPGRADE) pyproject.toml -o requirements.lock

clean:  ## remove the environment and all caches
	rm -rf $(VENV) .tools .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# hatchling is in the lock too, so building the editable install fetches nothing that is not pinned.
$(READY): pyproject.toml requirements.lock $(UV_READY)
	@$(BIN)/python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	  || $(UV) venv --quiet --no-project --clear --python '$(PYTHONS)' $(VENV)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@touch $@

$(OWN_UV): .ci/uv.txt
	@echo "No uv on this machine: putting a copy in .tools"
	@python3 -m venv .tools/uv || { rm -rf .tools/uv; \
	  echo "That needs Python's venv (Debian: apt install python3-venv), or install uv yourself." >&2; exit 1; }
	@.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .ci/uv.txt
	@touch $@
