# make lab        JupyterLab, opened at 00_start_here
# make check      what a change most likely breaks, in a minute: style, types, doctests, unit tests
# make test       every test: unit, doctest, nbval, browser
# make notebooks  run the notebooks and normalise them for committing
# make site       the series as pages whose sliders need no kernel, in site/
# make site-tests the tests of these pages
# make bench      the tests of the peers, then measure
# make frontends  one lesson in each front end: what works, in a table
# make class      a class in JupyterHub on this machine: its tests, then measure
# make installs   the tests in new environments: oldest, tested and newest versions, with and without frameworks
# make processors the tests as other processors would run them
# make mutants    break the package on purpose, and see which test notices
# Each sets up .venv first; a second run installs nothing.

PYTHON ?= python3
BIN := .venv/bin
ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

# The kernel is the environment's own, whatever kernels the user has registered.
export JUPYTER_PREFER_ENV_PATH := 1
unexport JUPYTER_PATH

# What `make check` takes, beside the doctests: losses, exercises, all panels driven through their states, style and types.
CHECK := $(patsubst %,tests/test_%.py,style package losses oracles bad_input exercises panel panels content picture)

.PHONY: lab check test notebooks site site-tests bench frontends class installs processors mutants
lab: .venv/lab.done
	@$(BIN)/jupyter trust notebooks/*.ipynb >/dev/null  # so that panels show before they are run
	$(BIN)/jupyter lab notebooks/00_start_here.ipynb $(ROOT) $(ARGS)

check: .venv/test.done
	$(BIN)/python -m pytest -n 2 --hypothesis-profile=check -m 'not installs and not mutants and not looks and not site and not slow' $(or $(ARGS),lossviz $(wildcard $(CHECK)))

test: .venv/test.done
	$(BIN)/python -m tests.browser.find
	$(BIN)/python -m pytest -n 2 $(ARGS)

notebooks: .venv/test.done
	$(BIN)/python -m tests.refresh $(ARGS)

site: .venv/site.done
	$(BIN)/python -m lossviz.site $(ARGS)

site-tests: .venv/site.done
	$(BIN)/python -m lossviz.site
	$(BIN)/python -m tests.browser.find
	$(BIN)/python -m pytest -n 2 -m site tests/site $(ARGS)

bench: .venv/bench.done
	$(BIN)/python -m tests.browser.find
	$(BIN)/python -m pytest -n 2 tests/benchmark
	$(BIN)/python -m tests.benchmark $(ARGS)

frontends: .venv/frontends.done
	$(BIN)/python -m tests.browser.find
	$(BIN)/python -m pytest -n 0 tests/frontends $(ARGS)

class: .venv/class.done
	$(BIN)/python -m pytest -n 0 tests/classroom
	$(BIN)/python -m tests.classroom $(ARGS)

installs: .venv/test.done
	$(BIN)/python -m pytest -m installs tests
	$(BIN)/python -m tests.installs $(ARGS)

processors: .venv/test.done
	$(BIN)/python -m tests.processors $(ARGS)

mutants: .venv/site.done
	$(BIN)/python -m pytest -q -m mutants tests/test_mutants.py
	$(BIN)/python -m tests.mutants $(ARGS)

.venv/lab.done: requirements.txt pyproject.toml $(wildcard lossviz/etc/* lossviz/labextension/* lossviz/labextension/static/*)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "lossviz needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -r requirements.txt
	@touch $@

.venv/test.done: .venv/lab.done
	$(BIN)/python -m pip install -r requirements.txt -e '.[test]'
	@touch $@

.venv/site.done: .venv/test.done
	$(BIN)/python -m pip install -r requirements.txt -e '.[test,site]'
	@touch $@

.venv/bench.done: .venv/test.done
	$(BIN)/python -m pip install -r requirements.txt -e '.[test,bench]'
	@touch $@

.venv/frontends.done: .venv/test.done .venv/node.done
	$(BIN)/python -m pip install -r requirements.txt -e '.[test,frontends]'
	@touch $@

.venv/class.done: .venv/test.done .venv/node.done
	$(BIN)/python -m pip install -r requirements.txt -e '.[test,class]'
	@touch $@

# JupyterHub's proxy; it needs node.
.venv/node.done: .venv/test.done
	npm install --no-audit --no-fund --prefix .venv/node configurable-http-proxy@5.1.0
	@touch $@
