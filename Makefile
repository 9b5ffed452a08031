# Hanya perlu git, make, dan Python >= 3.11 (dengan modul venv).  make run | test | check | soak | bench | lock | clean
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.selaras-run
DEV_STAMP := $(VENV)/.selaras-dev
PYTEST_WORKERS ?= 2
UV := $(PY) -m uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

.PHONY: run test check soak bench lock clean browser pictures
.DEFAULT_GOAL := run

run: $(RUN_STAMP)
	@exec $(PY) -m workers.cli up

test: $(DEV_STAMP) browser
	@$(PY) -m pytest -q -n $(PYTEST_WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(DEV_STAMP)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy core config $$(find plugins -name contracts.py)
	@$(VENV)/bin/lint-imports

# Yang dijaga oleh uji acak, dengan contoh dua puluh kali lebih banyak; setengah jam atau lebih.
soak: $(DEV_STAMP)
	@SELARAS_SOAK=20 $(PY) -m pytest -q tests/plugins/sop_kinerja/test_kasus_machine.py tests/plugins/sop_kinerja/test_waktu_machine.py \
		tests/plugins/sop_kinerja/test_kelengkapan_acak.py tests/plugins/sop_kinerja/test_kasus_tangan.py tests/plugins/sop_kinerja/test_sop_edit_machine.py tests/core/test_kernel_mail.py \
		tests/core/test_kernel_tenancy.py tests/plugins/surat/test_pades.py tests/crash $(ARGS)

# Gambar layar utama, dari uji peramban, untuk README.
pictures: $(DEV_STAMP) browser
	@SELARAS_SCREENSHOTS=docs/gambar/semua $(PY) -m pytest -q tests/browser/test_lamandau.py
	@cp docs/gambar/semua/beranda.png docs/gambar/semua/kasus.png docs/gambar/

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
