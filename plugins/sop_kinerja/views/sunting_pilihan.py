"""The form of a step: what can be chosen in it, its rows of kelengkapan, and reading what was sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.models.sop import JENIS_LANGKAH, KADENSI, SATUAN_WAKTU
from plugins.sop_kinerja.services.sop import columns_of
from plugins.sop_kinerja.services.sop_actions import on_offer
from plugins.sop_kinerja.services.sop_edit import KADENSI_POLA
from plugins.sop_kinerja.services.sop_step_form import ACUAN, HASIL, LAPORAN, NEXT, OVER, Step
from plugins.sop_kinerja.services.sop_step_needs import acuan_kinds

LABELS = {
    "uraian": "Uraian kegiatan",
    "jenis": "Jenis",
    "oleh": "Dikerjakan oleh",
    "serta": "Ikut serta",
    "kelengkapan": "Kelengkapan",
    "waktu": "Waktu",
    "satuan": "Satuan waktu",
    "output": "Output",
    "ya": "Ya ke",
    "tidak": "Tidak ke",
    "mulai": "Awal pelaksanaan",
    "kadensi": "Kadensi",
    "aksi": "Aksi",
    "keterangan": "Keterangan",
}
_LEAST_ROWS, _SPARE_ROWS, _MOST_ROWS = 4, 2, 210
_LONGEST = 70

Options = list[tuple[str, str]]


def choices_of(versi: SopVersi, steps: Sequence[SopLangkah], nomor: int, own: str) -> dict[str, Options]:
    """Field -> what can be chosen for the step `nomor` (`own`: its uuid, empty for a new one that comes in there)."""
    earlier = [step for step in steps if step.nomor < nomor]
    later = [step for step in steps if step.nomor >= nomor and step.uuid != own]
    following = f"Langkah berikutnya: {named(later[0])}" if later else "Selesai: ini langkah terakhir"
    minutes = versi.satuan_waktu == "menit"
    return {
        "jenis": list(JENIS_LANGKAH.items()),
        "oleh": [(code, str(column.label)) for code, column in columns_of(versi).items()],
        "serta": [(code, str(column.label)) for code, column in columns_of(versi).items()],
        "satuan": [(key, word) for key, word in SATUAN_WAKTU.items() if key == "menit" or not minutes],
        "ya": [
            (NEXT, following),
            *([(OVER, "Selesai: pelaksanaan berakhir di sini")] if later else []),
            *((str(step.uuid), named(step)) for step in later[1:]),
        ],
        "tidak": [("", "Belum ditentukan"), *((str(step.uuid), named(step)) for step in earlier)],
        "kadensi": [(key, KADENSI[key]) for key in KADENSI_POLA[str(versi.sop.pola)]],
        "aksi": on_offer(versi.perangkat_daerah_id, [str(step.aksi) for step in steps if step.aksi]),
        "diperiksa": [
            ("", "Tidak diperiksa"),
            *((ACUAN + code, f"Dokumen acuan: {name}") for code, name in acuan_kinds(versi).items()),
            *((f"{HASIL}{step.uuid}", f"Hasil langkah {named(step)}") for step in earlier),
            *([(LAPORAN, "Laporan periode bagiannya")] if versi.sop.pola == "bertingkat" else []),
        ],
    }


def named(step: SopLangkah) -> str:
    """«3. Mengoreksi rancangan surat …»"""
    text = " ".join(str(step.uraian).split())
    return f"{step.nomor}. {text if len(text) <= _LONGEST else text[: _LONGEST - 2].rstrip() + ' …'}"


def rows_of(form: Step, *, more: bool) -> list[tuple[str, str]]:
    """The rows of kelengkapan to show: those typed, and empty ones to type in."""
    typed = list(form.kelengkapan)
    spare = 2 * _SPARE_ROWS if more else max(_SPARE_ROWS - sum(1 for name, _ in typed if not name), 0)
    return (typed + [("", "")] * max(spare, _LEAST_ROWS - len(typed)))[:_MOST_ROWS]


def read_step(given: Any) -> Step:
    """What a browser sent (`request.form`)."""
    text: Mapping[str, str] = given
    rows = []
    for place in range(1, _MOST_ROWS + 1):
        if f"kelengkapan-{place}" not in text:
            break
        rows.append((text[f"kelengkapan-{place}"], text.get(f"diperiksa-{place}", "")))
    return Step(
        uraian=text.get("uraian", "").replace("\r\n", "\n"),
        jenis=text.get("jenis", ""),
        mulai=bool(text.get("mulai")),
        oleh=text.get("oleh", ""),
        serta=tuple(given.getlist("serta")),
        kelengkapan=tuple(rows),
        waktu=text.get("waktu", ""),
        satuan=text.get("satuan", ""),
        output=text.get("output", ""),
        keterangan=text.get("keterangan", ""),
        ya=text.get("ya", ""),
        tidak=text.get("tidak", ""),
        kadensi=text.get("kadensi", ""),
        aksi=text.get("aksi", ""),
    )
