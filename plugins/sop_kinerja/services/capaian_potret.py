"""The recap of a period as a snapshot keeps it, and what reads otherwise since then."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.idn.numbers import format_number
from plugins.sop_kinerja.models import RekapPeriode
from plugins.sop_kinerja.services.capaian_bentuk import Baris, RekapSaatIni
from plugins.sop_kinerja.services.capaian_dasar import direct_words
from plugins.sop_kinerja.services.data_assess import rule

Row = Mapping[str, Any]


def content(found: RekapSaatIni) -> dict[str, Any]:
    """The recap as plain texts: what is read years later needs no table of today."""
    return {
        "periode": found.periode.code,
        "dasar": direct_words(found),
        "aturan": rule(found.skala),
        "rata_rata": format_number(found.assessed.value),
        "predikat": found.assessed.predikat,
        "dinilai": found.dinilai,
        "belum_dinilai": found.belum_dinilai,
        "disahkan": found.disahkan,
        "kurang": found.kalimat_kurang,
        "bagian": [
            {
                "nama": str(part.perangkat.nama),
                "rata_rata": format_number(part.assessed.value),
                "predikat": part.assessed.predikat,
                "baris": [_line(one) for one in part.baris],
            }
            for part in found.bagian
        ],
    }


def checksum(isi: Any) -> str:
    return hashlib.sha256(json.dumps(isi, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed_since(kept: RekapPeriode, found: RekapSaatIni, only: str = "") -> list[str]:
    """What reads otherwise now than in the approved snapshot, in sentences.

    :param only: the name of the one department that `found` holds
    """
    before = {
        _key(part["nama"], row): (part["nama"], row)
        for part in kept.isi.get("bagian", ())
        for row in part["baris"]
        if only in ("", part["nama"])
    }
    names = [(str(part.perangkat.nama), _line(one)) for part, one in found.semua]
    now = {_key(name, row): (name, row) for name, row in names}
    # Snapshots that were kept before rows had their uuid know them by department and code.
    if before and not any("uuid" in row for _, row in before.values()):
        now = {(name, row["kode"]): (name, row) for name, row in now.values()}
    return [*_changes(before, now), *_gone(before, now)]


def _changes(before: Mapping[Any, tuple[str, Row]], now: Mapping[Any, tuple[str, Row]]) -> Iterator[str]:
    for key, (name, new) in now.items():
        head = f"{name}: «{new['uraian']}»"
        if key not in before:
            yield f"{head} baru ada sesudah disetujui."
        elif told := _told(before[key][1], new):
            yield f"{head} {told}."


def _gone(before: Mapping[Any, tuple[str, Row]], now: Mapping[Any, tuple[str, Row]]) -> Iterator[str]:
    for key, (name, old) in before.items():
        if key not in now:
            yield f"{name}: «{old['uraian']}» tidak ada lagi sesudah disetujui."


def _told(old: Row, new: Row) -> str:
    """'disetujui 72, sekarang 70'; what follows from a figure or its target is told only where they are the same."""
    differing = {name for name in new.keys() & old.keys() if old[name] != new[name]}
    words = {"nilai": "", "target": "target ", "capaian": "capaian ", "predikat": "predikat "}
    known = [name for name in words if name in differing]
    shown = [name for name in known if name in ("nilai", "target")] or known[:1]
    if not shown:
        return "berubah asal atau kelengkapannya" if differing else ""
    return "; ".join(f"{words[name]}disetujui {_text(old[name])}, sekarang {_text(new[name])}" for name in shown)


def _text(value: str) -> str:
    return value or "belum dapat dinilai"


def _key(name: str, row: Row) -> Any:
    return row.get("uuid") or (name, row["kode"])


def _line(one: Baris) -> dict[str, Any]:
    return {
        "uuid": str(one.indikator.indikator_uuid),
        "kode": str(one.indikator.kode),
        "uraian": str(one.indikator.uraian),
        "satuan": str(one.indikator.satuan),
        "target": one.target,
        "nilai": one.nilai,
        "capaian": format_number(one.angka.capaian),
        "predikat": one.assessed.predikat,
        "alasan": one.assessed.reason,
        "asal": str(one.angka.asal),
        "bagian": [int(one.angka.ada), int(one.angka.perlu)],
    }
