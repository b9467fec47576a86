# Two commands: `make lab` to learn, `make test` to check. Both set everything up first, in .venv,
# with uv when it is there, else with pip.

.PHONY: lab test notebooks prose contents exercises latency bench nbgrader lint clean
.DELETE_ON_ERROR:

BIN := .venv/bin

lab: .venv/lab
	$(BIN)/cnnnotes lab $(ARGS)

# CNNNOTES_QUICK: long training is short, nothing is skipped.
test: .venv/dev
	CNNNOTES_QUICK=1 $(BIN)/python -m pytest -n auto --dist loadfile --nbval --nbval-current-env --nbval-cell-timeout 300 $(ARGS)

notebooks: .venv/dev
	$(BIN)/python notebooks/build.py $(ARGS)

# New words with the outputs as they are; runs nothing.
prose: .venv/dev
	$(BIN)/python notebooks/build.py --prose $(ARGS)

exercises: .venv/dev
	$(BIN)/python -m cnnnotes.grading
	$(BIN)/python tests/exercises/table.py

contents: .venv/dev
	$(BIN)/python notebooks/contents.py

latency: .venv/dev
	$(BIN)/python -m pytest -q -s tests/browser/latency.py

lint: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: .venv-bench/ready
	.venv-bench/bin/python -m benchmarks $(ARGS)

# The real nbgrader: release, collect, autograde, export, and our marks in its gradebook.
nbgrader: .venv-nbgrader/ready
	.venv-nbgrader/bin/python -m pytest -q tests/classroom/test_nbgrader_for_real.py

clean:
	rm -rf .venv .venv-bench .venv-nbgrader

.venv/lab: pyproject.toml
	@sh .ci/venv .venv .
	@touch $@

.venv/dev: pyproject.toml
	@sh .ci/venv .venv '.[dev]'
	@touch $@ .venv/lab

.venv-bench/ready: pyproject.toml
	@UV_TORCH_BACKEND=cpu sh .ci/venv .venv-bench '.[bench]'  # for pip: benchmarks/README.md
	@touch $@

.venv-nbgrader/ready: pyproject.toml
	@sh .ci/venv .venv-nbgrader '.[dev,nbgrader]'
	@touch $@
