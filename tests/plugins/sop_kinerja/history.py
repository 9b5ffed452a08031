"""Cases that were run before: rows as the engine leaves them, written at once, for pages that look back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.actor import acting, system_actor
from core.idn.durations import Duration
from core.organisation.calendar import calendar_of
from core.organisation.models import Jabatan, PerangkatDaerah
from core.scoping import EVERYWHERE, scope
from plugins.sop_kinerja.models import Kasus, SopLangkah, SopVersi, Tugas
from plugins.sop_kinerja.services.sop import duration_of
from plugins.sop_kinerja.services.sop_import import import_sop
from plugins.sop_kinerja.services.sop_ratify import ratify
from tests.plugins.sop_kinerja.kasus_world import lamandau

BEGUN = datetime(2026, 1, 5, 1, tzinfo=UTC)  # Monday, 08.00 WIB


@dataclass
class Done:
    """An ended task: `minutes` it took, of which it stood still for `paused`."""

    nomor: int
    minutes: int
    paused: int = 0
    jabatan: Jabatan | None = None
    keputusan: str = "ya"
    putaran: int = 1
    department: PerangkatDaerah | None = None
    values: dict[str, Any] | None = None


class History:
    """One SOP of a department, ratified, and its cases."""

    def __init__(self, owner: PerangkatDaerah, jabatan: Jabatan, sop: Any = None) -> None:
        self.owner, self.jabatan = owner, jabatan
        with acting(system_actor(owner.id)):
            self.versi: SopVersi = import_sop(sop or lamandau(), owner.id)
            if self.versi.status == "konsep":
                ratify(self.versi)
            rows = SopLangkah.select().where(SopLangkah.versi == self.versi.id)
            self.steps = {int(row.nomor): row for row in rows}
        self.calendar = calendar_of(owner.pemerintah_daerah)
        self._count = 0

    def case(self, done: list[Done], status: str = "selesai", tahun: int = 2026, **values: Any) -> Kasus:
        """Its tasks one after another in working time, from BEGUN on unless `begun` is given."""
        self._count += 1
        begun: datetime = values.pop("begun", BEGUN)
        with scope(EVERYWHERE):
            kasus: Kasus = Kasus.create(
                perangkat_daerah=self.owner,
                versi=self.versi,
                nama=f"Pelaksanaan {self._count}",
                tahun=tahun,
                status=status,
                **{
                    "dimulai": begun,
                    "dibuat": begun,
                    "periode": f"{tahun}-TW1",
                    "tenggat": date(2026, 1, 30),
                    "selesai": None,
                    **values,
                },
            )
            at = begun
            for one in done:
                at = self._task(kasus, one, at)
            if status == "selesai":
                Kasus.update({Kasus.selesai: at}).where(Kasus.id == kasus.id).execute()
        return kasus

    def ended(self, kasus: Kasus, done: Done, at: datetime) -> None:
        """A further task of the case, begun at `at`."""
        with scope(EVERYWHERE):
            self._task(kasus, done, at)

    def opened(self, kasus: Kasus, nomor: int, at: datetime, **values: Any) -> Tugas:
        """A task that stands open since `at`."""
        with scope(EVERYWHERE):
            return self._row(kasus, nomor, at, **{"mulai": at, **values})

    def _task(self, kasus: Kasus, done: Done, at: datetime) -> datetime:
        end = self.calendar.add(at, Duration(minutes=done.minutes))
        values: dict[str, Any] = {
            "status": "selesai",
            "mulai": at,
            "selesai": end,
            "menit_kerja": done.minutes,
            "menit_jeda": done.paused,
            "keputusan": done.keputusan,
            "putaran": done.putaran,
            **(done.values or {}),
        }
        if done.jabatan is not None:
            values["jabatan"] = done.jabatan
        if done.department is not None:
            values["perangkat_daerah"] = done.department
        self._row(kasus, done.nomor, at, **values)
        return end

    def _row(self, kasus: Kasus, nomor: int, at: datetime, **values: Any) -> Tugas:
        step = self.steps[nomor]
        standard = duration_of(step)
        fixed: dict[str, Any] = {
            "perangkat_daerah": self.owner,
            "penyelenggara": self.owner,
            "kasus": kasus,
            "langkah": step,
            "kasus_uuid": kasus.uuid,
            "judul": kasus.nama,
            "periode": kasus.periode,
            "nomor": nomor,
            "uraian": step.uraian,
            "keputusan_diminta": step.tidak_ke is not None,
            "jabatan": self.jabatan,
            "standar_hari": standard.days,
            "standar_menit": standard.minutes,
            "tenggat": self.calendar.add(at, standard) if standard else at + timedelta(minutes=1),
            "dibuat": at,
        }
        row: Tugas = Tugas.create(**fixed | values)
        return row
