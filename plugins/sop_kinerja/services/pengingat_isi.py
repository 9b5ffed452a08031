"""The text of a digest: what is late, what is soon due, what the superior should look at, what is waited for."""

from dataclasses import dataclass
from datetime import datetime

from core.idn.dates import format_datetime
from core.organisation.models import PerangkatDaerah
from core.workcalendar import WorkCalendar
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.pengingat_pilih import Notice
from plugins.sop_kinerja.services.waktu import by_calendar
from plugins.sop_kinerja.services.waktu_kasus import how_late
from plugins.sop_kinerja.urls import inbox_url, late_url, task_url

SHOWN = 30
"""More than this of a kind are counted, not listed: a mail of a thousand lines is read by nobody."""
SECTIONS = {
    "lewat": ("TERLAMBAT", "terlambat"),
    "sebelum": ("AKAN JATUH TEMPO", "akan jatuh tempo"),
    "eskalasi": ("PERLU PERHATIAN ANDA: tugas jabatan di bawah Anda yang terlambat", "perlu perhatian Anda"),
    "kelengkapan": ("DITUNGGU DARI ANDA", "ditunggu dari Anda"),
}
"""Kind of a reminder -> the head of its section, and its words in the subject."""


@dataclass(frozen=True)
class Desk:
    """Where and when a digest is written."""

    department: PerangkatDaerah
    calendar: WorkCalendar
    now: datetime
    base_url: str


def subject(notices: list[Notice]) -> str:
    counts = [(sum(1 for one in notices if one.jenis == kind), words) for kind, (_, words) in SECTIONS.items()]
    return "Tugas SOP: " + ", ".join(f"{count} {words}" for count, words in counts if count)


def body(nama: str, notices: list[Notice], desk: Desk) -> str:
    moment = format_datetime(desk.now, desk.calendar.tz)
    parts = [f"Yth. {nama},", f"Keadaan tugas SOP di {desk.department.nama} per {moment}."]
    for kind, (head, _) in SECTIONS.items():
        mine = [one for one in notices if one.jenis == kind]
        if mine:
            parts.append("\n".join([f"{head} ({len(mine)})", *_lines(mine, desk)]))
    parts.append(
        "Setiap hal diberitahukan satu kali kepada Anda. Keadaan terkini selalu tampil di Selaras:\n"
        f"{inbox_url(desk.base_url)}"
    )
    return "\n\n".join(parts) + "\n"


def _lines(notices: list[Notice], desk: Desk) -> list[str]:
    lines = []
    for number, one in enumerate(notices[:SHOWN], start=1):
        lines += [
            f"{number}. Langkah {one.task.nomor}: {_short(str(one.task.uraian))}",
            f"   {one.task.judul}",
            f"   {_standing(one, desk)}",
            *([] if one.outside else [f"   {task_url(desk.base_url, str(one.task.uuid))}"]),
        ]
    if len(notices) > SHOWN:
        url = late_url(desk.base_url) if notices[0].jenis == "eskalasi" else inbox_url(desk.base_url)
        lines.append(f"   dan {len(notices) - SHOWN} lainnya: {url}")
    return lines


def _standing(one: Notice, desk: Desk) -> str:
    """Who has it, since when, until when, how late."""
    task = one.task
    since = format_datetime(task.mulai or task.dibuat, desk.calendar.tz)
    due = f"batas waktu {format_datetime(task.tenggat, desk.calendar.tz)}"
    if one.jenis == "sebelum":
        return f"Jabatan {one.person.jabatan}; {due}."
    if one.jenis == "lewat":
        return f"Jabatan {one.person.jabatan}; {due}, lewat {_over(task, desk)}."
    if one.jenis == "eskalasi":
        return f"Pada {task.jabatan.nama} ({one.who}) sejak {since}; {due}, lewat {_over(task, desk)}."
    return f"Menunggu {one.needs} sejak {format_datetime(task.dibuat, desk.calendar.tz)}."


def _over(task: Tugas, desk: Desk) -> str:
    words = how_late(desk.calendar, task, desk.now)
    return words if by_calendar(task) else f"{words} waktu kerja"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 150 else f"{text[:149].rstrip()}…"
