# Hanya perlu git, make, dan Python >= 3.11 (dengan modul venv).  make run | test | check | soak | bench | lock | clean
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.selaras-run
DEV_STAMP := $(VENV)/.selaras-dev
PYTEST_WORKERS ?= 2
UV := $(PY) -m uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

.PHONY: run test check soak bench lock clean browser
.DEFAULT_GOAL := run

run: $(RUN_STAMP)
	@exec $(PY) -m workers.cli up

test: $(DEV_STAMP) browser
	@$(PY) -m pytest -q -n $(PYTEST_WORKERS) $(ARGS)

check: $(DEV_STAMP)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy core config $$(find plugins -name contracts.py)
	@$(VENV)/bin/lint-imports

soak: $(DEV_STAMP)
	@$(PY) -m pytest -q tests/soak $(ARGS)

bench: $(DEV_STAMP)
	@$(PY) -m bench $(ARGS)

lock: $(DEV_STAMP)
	@$(UV) $(if $(UPGRADE),--upgrade) -o requirements.lock
	@$(UV) $(if $(UPGRADE),--upgrade) --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@echo "Data di var/ tidak disentuh."

browser: $(DEV_STAMP)
	@sh .ci/test-tools $(PY)

# Jejak (stamp) membuat penyalaan kedua cukup hitungan detik: pip hanya berjalan bila berkas kunci berubah.
$(PY):
	@sh .ci/make-venv $(VENV)

$(RUN_STAMP): requirements.lock | $(PY)
	@echo "Memasang pustaka yang dibutuhkan (sekali saja) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock requirements.lock | $(PY)
	@echo "Memasang pustaka pengembangan (sekali saja) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)
