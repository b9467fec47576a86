# Two commands: `make lab` to learn, `make test` to check. Both set everything up first, in .venv,
# with uv when it is there, else with pip.

.PHONY: help lab test test-fast times notebooks prose contents exercises latency first-run screenshots lock test-oldest test-newest bench attacks nbgrader graders site site-test site-times lint clean
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV_PYTHON := .venv/bin/python
# CNNNOTES_QUICK: long training is short, nothing is skipped. tests/conftest.py orders the files.
# OPENBLAS_NUM_THREADS: all cores are busy already, and its threads would only wait for each other.
# CNNNOTES_DPI: half the resolution, for tests ask whether a picture is right, not how fine it is.
PYTEST := CNNNOTES_QUICK=1 CNNNOTES_DPI=72 OPENBLAS_NUM_THREADS=1 $(VENV_PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder
unexport PYTHONDONTWRITEBYTECODE # or each of hundreds of processes compiles the course anew
SLOW := tests/browser tests/notebooks tests/explorers tests/exercises

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

lab: .venv/lab ## set up, copy the notebooks to work/, open JupyterLab
	$(VENV_PYTHON) -m cnnnotes lab $(ARGS)

test: .venv/dev ## every test, with each notebook run; ARGS="tests/ops" for a part
	$(PYTEST) --nbval --nbval-current-env --nbval-cell-timeout 300 $(ARGS)

test-fast: .venv/dev ## the tests of a minute: all but notebooks, browser, explorers, exercises
	$(PYTEST) tests cnnnotes benchmarks $(SLOW:%=--ignore=%) $(ARGS)

times: .venv/dev ## CPU seconds of the tests by folder
	$(VENV_PYTHON) tests/times.py $(ARGS)

notebooks: .venv/dev ## build and run the notebooks from notebooks/src; ARGS="01" for one
	$(VENV_PYTHON) notebooks/build.py $(ARGS)

prose: .venv/dev ## take over new words with the outputs as they are; runs nothing
	$(VENV_PYTHON) notebooks/build.py --prose $(ARGS)

exercises: .venv/dev ## the table of all exercises, and how well their checks know mistakes
	$(VENV_PYTHON) -m cnnnotes.grading
	$(VENV_PYTHON) tests/exercises/table.py

contents: .venv/dev ## what each notebook holds: words, exercises, explorers, figures
	$(VENV_PYTHON) notebooks/contents.py

latency: .venv/dev ## how fast each explorer answers, in a browser
	$(VENV_PYTHON) -m pytest -q -s tests/browser/latency.py

first-run: .venv/dev ## how long it takes from a clone to the first slider that moves
	$(VENV_PYTHON) tests/browser/first_run.py

screenshots: .venv/dev ## the README's pictures, from a real JupyterLab
	$(VENV_PYTHON) -m pytest -q tests/browser/screenshots.py

lint: .venv/lint ## ruff, mypy, and oxlint for JavaScript
	$(VENV_PYTHON) -m ruff check
	$(VENV_PYTHON) -m ruff format --check
	$(VENV_PYTHON) -m mypy
	$(dir $(VENV_PYTHON))oxlint --quiet cnnnotes site

lock: ## write requirements-test.lock anew: the newest versions that fit, for every Python (needs uv)
	uv pip compile --quiet --upgrade --universal --no-header --no-annotate --no-emit-index-url \
		--extra dev --extra lint --extra site --output-file requirements-test.lock pyproject.toml

test-oldest: ## the tests with the oldest packages that pyproject.toml allows (needs uv)
	sh .ci/with-packages lowest-direct $(ARGS)

test-newest: ## the tests with the newest packages there are (needs uv)
	sh .ci/with-packages highest $(ARGS)

bench: .venv-bench/ready ## speed and memory against PyTorch, in an environment of its own
	.venv-bench/bin/python -m benchmarks $(ARGS)

attacks: .venv/dev ## grade every attack and kind of damage, and write docs/attacks.md
	$(VENV_PYTHON) tests/classroom/table.py

nbgrader: .venv-nbgrader/ready ## the real nbgrader: release, collect, autograde, export, marks
	.venv-nbgrader/bin/python -m pytest -q tests/classroom/test_nbgrader_for_real.py

graders: .venv-graders/ready ## other graders on the same submissions: how fast each is
	.venv-graders/bin/python tests/classroom/beside.py $(ARGS)

site: .venv-site/ready ## pages whose sliders move without a kernel, in build/site
	.venv-site/bin/python site/build.py $(ARGS)

site-test: .venv-site/ready ## open every page of build/site in a browser, and run every notebook
	CNNNOTES_SITE=1 .venv-site/bin/python -m pytest -n auto --dist worksteal tests/site $(ARGS)

site-times: .venv-site/ready ## what the site weighs and how fast it is, as one table
	.venv-site/bin/python -m pytest -q -s tests/site/run/times.py

clean: ## remove the environments
	rm -rf .venv .venv-* build

# Each time, for what was sound may have been moved, cut off or left behind: a moment when all is well.
.venv/lab: FORCE
	@sh .ci/venv $@ .

.venv/dev: FORCE
	@sh .ci/venv $@ '.[dev]' requirements-test.lock

.venv/lint: FORCE
	@sh .ci/venv $@ '.[dev,lint]' requirements-test.lock

.venv-bench/ready: FORCE
	@UV_TORCH_BACKEND=cpu sh .ci/venv $@ '.[bench]'  # for pip: benchmarks/README.md

.venv-nbgrader/ready: FORCE
	@sh .ci/venv $@ '.[dev,nbgrader]' requirements-test.lock

.venv-graders/ready: FORCE
	@sh .ci/venv $@ '.[dev,graders]' requirements-test.lock

.venv-site/ready: FORCE
	@sh .ci/venv $@ '.[dev,site]' requirements-test.lock

FORCE:
