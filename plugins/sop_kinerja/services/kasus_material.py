"""What a step receives: the documents that the steps before it yielded, and which kelengkapan each of them answers."""

from dataclasses import dataclass, field
from datetime import date

from core.actor import current_actor
from core.errors import NotFound
from core.files import Dokumen
from core.idn.periods import Periode
from core.permissions import require
from plugins.sop_kinerja.kata import listed
from plugins.sop_kinerja.models import Acuan, JenisAcuan, Kasus, KasusDokumen, SopLangkah, Tugas
from plugins.sop_kinerja.services.acuan_jenis import periods_for
from plugins.sop_kinerja.services.kasus_needs import kinds_named
from plugins.sop_kinerja.services.kasus_run import Run, counts, doer_of
from plugins.sop_kinerja.services.lembar_disposisi import is_disposition
from plugins.sop_kinerja.services.sop import stages_of
from plugins.sop_kinerja.services.tugas_pemegang import DO

SHOWN = 60


@dataclass
class Material:
    """A document that the step works with. `dari` says where it comes from, `answers` for which kelengkapan."""

    uuid: str
    nama: str
    tanggal: date
    dari: str
    dokumen: Dokumen
    answers: list[str] = field(default_factory=list)

    @property
    def answered(self) -> str:
        return listed(self.answers)


def received(task: Tugas) -> list[Material]:
    """The papers of the step before and of those that the step names, its references and reports; newest round only.

    Nothing in an asked department: the case and its papers are those of the one that runs it, which sends what the
    asked ones are to have.
    """
    if task.penyelenggara_id != current_actor().perangkat_daerah_id:
        return []
    run = Run(Kasus.get_by_id(task.kasus_id))
    step = run.steps[int(task.nomor)]
    return [*_results(run, task, step), *_references(run, step), *_reports(run, step)][:SHOWN]


def material(task: Tugas, uuid: str) -> Dokumen:
    """:raises NotFound: for a document that the step does not receive."""
    require(DO)
    found = next((one for one in received(task) if one.uuid == uuid), None)
    if found is None:
        raise NotFound("Dokumen ini bukan bahan langkah ini.")
    return found.dokumen


def _results(run: Run, task: Tugas, step: SopLangkah) -> list[Material]:
    names: dict[int, list[str]] = {}
    for need in step.kebutuhan:
        if need["jenis"] == "hasil":
            names.setdefault(int(need["dari"]), []).append(str(need["nama"]))
    before = next((nomor for nomor in run.steps if run.flow.after(nomor) == task.nomor), None)
    wanted = {*names, before} - {None}
    makers = {one.id: one for one in run.tasks if one.nomor in wanted and counts(one) and _for(run, one, task)}
    rows = KasusDokumen.select(KasusDokumen, Dokumen).join(Dokumen).where(KasusDokumen.tugas.in_(list(makers)))
    return [
        Material(
            str(row.uuid),
            str(row.nama),
            row.tanggal,
            _maker(makers[row.tugas_id]),
            row.dokumen,
            names.get(int(makers[row.tugas_id].nomor), []) if _is_output(row, makers[row.tugas_id]) else [],
        )
        for row in rows.order_by(KasusDokumen.id)
    ]


def _for(run: Run, maker: Tugas, task: Tugas) -> bool:
    """Parties that go on side by side receive what they have made themselves."""
    same = run.is_each(int(maker.nomor)) and run.fan(int(maker.nomor)) == run.fan(int(task.nomor))
    return not same or doer_of(maker) == doer_of(task)


def _is_output(document: KasusDokumen, maker: Tugas) -> bool:
    """A disposition sheet that only carries the mark goes along with the output, and is not it."""
    return document.jenis != "disposisi" or is_disposition(str(maker.output))


def _maker(task: Tugas) -> str:
    return f"Langkah {task.nomor}, {task.sebagai or task.oleh}"


def _references(run: Run, step: SopLangkah) -> list[Material]:
    names: dict[str, list[str]] = {}
    for need in step.kebutuhan:
        if need["jenis"] == "acuan":
            names.setdefault(str(need["kode"]), []).append(str(need["nama"]))
    if not names:
        return []
    period = Periode.parse(str(run.kasus.periode))
    kinds: dict[int, JenisAcuan] = {kind.id: kind for kind in kinds_named(run.owner, set(names))}
    periods = {(kind.id, one.code): one for kind in kinds.values() for one in periods_for(str(kind.per), period)}
    rows = Acuan.select(Acuan, Dokumen).join(Dokumen).where(Acuan.jenis.in_(list(kinds)))
    newest = {(row.jenis_id, str(row.periode)): row for row in rows.order_by(Acuan.pada, Acuan.id)}
    return [
        Material(
            str(newest[key].uuid),
            f"{kinds[key[0]].nama} {one.label}",
            newest[key].pada.date(),
            "Dokumen acuan",
            newest[key].dokumen,
            names[str(kinds[key[0]].kode)],
        )
        for key, one in periods.items()
        if key in newest
    ]


def _reports(run: Run, step: SopLangkah) -> list[Material]:
    """What the last step of each part of the period yielded."""
    names = [str(need["nama"]) for need in step.kebutuhan if need["jenis"] == "laporan"]
    parts = Periode.parse(str(run.kasus.periode)).parts if names else ()
    keys = [f"{run.kasus.versi.sop_id}:{one.code}" for one in parts if one.kadensi in stages_of(run.kasus.versi)]
    if not keys:
        return []
    cases = {row.id: row for row in Kasus.select().where(Kasus.kunci.in_(keys) & (Kasus.status == "selesai"))}
    last = Tugas.select().where(Tugas.kasus.in_(list(cases)) & (Tugas.terakhir == True))  # noqa: E712
    tasks = {row.id: row for row in last if counts(row)}
    rows = KasusDokumen.select(KasusDokumen, Dokumen).join(Dokumen).where(KasusDokumen.tugas.in_(list(tasks)))
    return [
        Material(str(row.uuid), str(row.nama), row.tanggal, _report(cases[row.kasus_id]), row.dokumen, names)
        for row in rows.order_by(KasusDokumen.kasus, KasusDokumen.id)
    ]


def _report(kasus: Kasus) -> str:
    return f"Laporan {Periode.parse(str(kasus.periode)).label}"
