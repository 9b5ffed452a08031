"""What a step needs before it begins, and what of it is not there yet.

Checked are references of the department, results of the same case and the reports that a period is made of. What no
`kebutuhan` names (paper, a computer) the performer has at hand.
"""

import peewee

from core.idn.periods import Periode
from core.organisation.models import Jabatan
from core.organisation.positions import holders_of
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.kebutuhan import ACUAN
from plugins.sop_kinerja.models import Acuan, JenisAcuan, Kasus, SopLangkah, Tugas
from plugins.sop_kinerja.services.acuan_jenis import (
    NOBODY,
    named_periods,
    periods_for,
    position_and_holder,
    suppliers,
)
from plugins.sop_kinerja.services.kasus_run import Doer, Run
from plugins.sop_kinerja.services.sop import stages_of

Lacking = dict[str, str | int | None]
"""nama, sebab (why it is not there), oleh (who can supply it), jenis and kode as in `KebutuhanData`, tahun, and
jabatan_id, the position that supplies it (None: no single one)."""


def missing(run: Run, step: SopLangkah, doer: Doer | None = None) -> list[Lacking]:
    """What the step still lacks, in the order of its kelengkapan; a constant number of queries.

    :param doer: whose step it is, where several do it side by side: each needs what it has made itself
    """
    if not step.kebutuhan:
        return []
    named = {str(need["kode"]): str(need["nama"]) for need in step.kebutuhan if need["jenis"] == "acuan"}
    return [
        *references(run.owner, str(run.kasus.periode), named),
        *_results(run, step, doer),
        *(_reports(run, step) if any(need["jenis"] == "laporan" for need in step.kebutuhan) else []),
    ]


def kinds_named(owner: int, codes: set[str]) -> list[JenisAcuan]:
    """The department's kinds of these codes, with the positions that supply them."""
    rows = JenisAcuan.select(JenisAcuan, Jabatan).join(Jabatan, peewee.JOIN.LEFT_OUTER)
    mine = (JenisAcuan.perangkat_daerah == owner) & JenisAcuan.kode.in_(sorted(codes))
    return list(rows.where(mine).order_by(JenisAcuan.id))


def references(owner: int, periode: str, named: dict[str, str]) -> list[Lacking]:
    """What of the department's references is not there for a case of the period.

    :param named: code of a kind -> what the step calls it
    """
    if not named:
        return []
    period = Periode.parse(periode)
    kinds = kinds_named(owner, set(named))
    wanted = {kind.id: periods_for(str(kind.per), period) for kind in kinds}
    every = {one.code for periods in wanted.values() for one in periods}
    rows = Acuan.select(Acuan.jenis, Acuan.periode).where(
        Acuan.jenis.in_(list(wanted)) & Acuan.periode.in_(sorted(every))
    )
    there = {(row.jenis_id, str(row.periode)) for row in rows}
    absent = {kind.id: [one for one in wanted[kind.id] if (kind.id, one.code) not in there] for kind in kinds}
    by = suppliers(kind for kind in kinds if absent[kind.id])
    found: list[Lacking] = [
        {
            "nama": named_periods(str(kind.nama), absent[kind.id]),
            "sebab": "Belum diunggah.",
            "oleh": by[kind.id],
            "jenis": "acuan",
            "kode": str(kind.kode),
            "tahun": period.tahun,
            "jabatan_id": kind.jabatan_id,
        }
        for kind in kinds
        if absent[kind.id]
    ]
    unknown = sorted(named.keys() - {str(kind.kode) for kind in kinds})
    return found + [_unlisted(kode, ACUAN.get(kode, (named[kode], ""))[0], period.tahun) for kode in unknown]


def _unlisted(kode: str, nama: str, tahun: int) -> Lacking:
    """Somebody has taken the kind off the department's list."""
    return {
        "nama": nama,
        "sebab": "Jenis dokumen ini belum ada pada daftar dokumen acuan.",
        "oleh": NOBODY,
        "jenis": "acuan",
        "kode": kode,
        "tahun": tahun,
        "jabatan_id": None,
    }


def _results(run: Run, step: SopLangkah, doer: Doer | None) -> list[Lacking]:
    """Outputs of earlier steps of the case that are not done, or are to be done again."""
    needs = {int(need["dari"]): str(need["nama"]) for need in reversed(step.kebutuhan) if need["jenis"] == "hasil"}
    absent = [dari for dari in sorted(needs) if dari in run.steps and not _is_made(run, dari, step, doer)]
    columns = {dari: run.columns[str(run.steps[dari].pelaksana[0])] for dari in absent}
    people = holders_of({column.jabatan_id for column in columns.values() if column.jabatan_id}) if absent else {}
    return [
        {
            "nama": needs[dari],
            "sebab": f"Langkah {dari} belum selesai.",
            "oleh": position_and_holder(str(columns[dari].label), people.get(columns[dari].jabatan_id, []))
            if columns[dari].jabatan_id
            else str(columns[dari].label),
            "jenis": "hasil",
            "kode": "",
            "tahun": None,
            "jabatan_id": columns[dari].jabatan_id,
        }
        for dari in absent
    ]


def _is_made(run: Run, dari: int, step: SopLangkah, doer: Doer | None) -> bool:
    """Of a step that several do: one's own where they go on side by side; else what has come in so far (the others'
    may still be on their way back from a correction)."""
    if doer is not None and run.is_each(dari) and run.fan(dari) == run.fan(int(step.nomor)):
        return run.is_done(dari, doer)
    return any(run.is_done(dari, one) for one in run.doers(dari))


def _reports(run: Run, step: SopLangkah) -> list[Lacking]:
    """The cases of the parts of the period (two triwulan, two semester) that are not finished.

    Where the SOP does not run these parts as cases, their reports come from elsewhere and cannot be checked.
    """
    period = Periode.parse(str(run.kasus.periode))
    parts = [part for part in period.parts if part.kadensi in stages_of(run.kasus.versi)]
    keys = {f"{run.kasus.versi.sop_id}:{part.code}": part for part in parts}
    if not keys:
        return []
    cases = {str(row.periode): row for row in Kasus.select().where(Kasus.kunci.in_(sorted(keys)))}
    absent = [part for part in parts if part.code not in cases or cases[part.code].status != "selesai"]
    begun = [cases[part.code].id for part in absent if part.code in cases]
    rows = Tugas.select(Tugas, Jabatan).join(Jabatan, on=(Tugas.jabatan == Jabatan.id))
    waiting = {row.periode: row for row in rows.where(Tugas.kasus.in_(begun) & (Tugas.status == "berjalan"))}
    nama = next(str(need["nama"]) for need in step.kebutuhan if need["jenis"] == "laporan")
    return [_report(nama, part, waiting.get(part.code)) for part in absent]


def _report(nama: str, part: Periode, task: Tugas | None) -> Lacking:
    return {
        "nama": f"{nama} ({part.label})",
        "sebab": f"{part.label} belum selesai." if task else f"{part.label} belum dimulai.",
        "oleh": f"{task.jabatan.nama} (langkah {task.nomor} {part.label})" if task else "",
        "jenis": "laporan",
        "kode": "",
        "tahun": part.tahun,
        "jabatan_id": task.jabatan_id if task else None,
    }


def said(lacking: list[Lacking]) -> str:
    """What is lacking, in one line."""
    return listed([str(one["nama"]) for one in lacking])
