"""The flowchart of an SOP on a screen, with its words: the form, a case, and all cases of a year.

Each gives what the macros of `_bagan.html` draw: a row for each step, with its picture.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from core.web.filters import tanggal_waktu
from plugins.sop_kinerja.bagan.layar import Texts, column_widths, screen_chart
from plugins.sop_kinerja.bagan.svg import Mark, Picture, slices
from plugins.sop_kinerja.models import Tugas
from plugins.sop_kinerja.services.kasus_story import Stage
from plugins.sop_kinerja.services.sop_peta import Crowd, Map
from plugins.sop_kinerja.services.waktu import is_late
from plugins.sop_kinerja.sopform import LangkahData, SopData

STATE_WORDS = {
    "nanti": "Belum dimulai",
    "sekarang": "Sedang dikerjakan",
    "selesai": "Selesai",
    "kembali": "Dikembalikan",
    "tertahan": "Tertahan",
    "lain": "Bagian pelaksanaan lain",
}
STATE_KINDS = {"nanti": "netral", "sekarang": "jalan", "selesai": "baik", "kembali": "salah", "tertahan": "tunggu"}
LATE = "Terlambat"
SHOWN = 4
"""More positions than this at a step are only counted."""
_TEXT, _STATE = 200.0, 190.0
"""Pixels: the least width of the column with the step's words, and the width of the one with its state."""


@dataclass(frozen=True)
class Row:
    """A step on the screen: `who` are its columns' headings, `state` a key of STATE_WORDS, `text` who and when."""

    nomor: int
    uraian: str
    who: str
    picture: Picture
    state: str = ""
    text: str = ""
    crowd: Crowd | None = None
    loops: int = 0
    late: bool = False


@dataclass(frozen=True)
class Drawing:
    """`columns` are the performers' headings, `widths` the pixels of each."""

    columns: tuple[str, ...]
    widths: tuple[str, ...]
    rows: tuple[Row, ...]


def form_pictures(data: SopData, texts: Mapping[int, Texts]) -> dict[int, Picture]:
    """Step -> the picture of its row on the SOP's page; `texts` is what stands beside it."""
    marks = {
        step.nomor: Mark(f"{_title(data, step)}. {_ways(step)}", f"#langkah-{step.nomor}") for step in data.langkah
    }
    return slices(screen_chart(data, texts), marks)


def case_drawing(
    data: SopData,
    stages: list[Stage],
    words: list[dict[str, Any]],
    tasks: list[Tugas],
    mine: Collection[int] = (),
) -> Drawing:
    """`words`: the stages as `kasus_story.stepper` tells them. Steps that belong to another case are grey; one that is
    the turn of a position in `mine` leads to its task."""
    told = {int(stage.step.nomor): (stage, line["text"]) for stage, line in zip(stages, words, strict=True)}
    gone = Counter(int(task.nomor) for task in tasks if task.keputusan == "tidak")
    states, texts, marks, shown = {}, {}, {}, {}
    for step in data.langkah:
        stage, text = told.get(step.nomor, (None, f"Dikerjakan pada pelaksanaan {step.kadensi}"))
        state = "lain" if stage is None else _state(stage)
        states[step.nomor], texts[step.nomor] = state, text
        late = stage is not None and any(is_late(task) for task in stage.waiting)
        shown[step.nomor] = f"{STATE_WORDS[state]}. {LATE}" if late else STATE_WORDS[state]
        name = ". ".join(filter(None, (_title(data, step), shown[step.nomor], text, _gone(gone[step.nomor]))))
        turn = next((task for task in stage.waiting if task.jabatan_id in mine), None) if stage is not None else None
        href = f"#langkah-{step.nomor}"
        if turn is not None:
            name = f"{name}. {'Lihat' if turn.tertahan else 'Kerjakan'} langkah ini"
            href = url_for("sop_kinerja.tugas_do", uuid=turn.uuid)
        marks[step.nomor] = Mark(name, href, state, late=late)
    heights = {
        step.nomor: (
            (step.uraian, _TEXT),
            (f"{shown[step.nomor]}\n{texts[step.nomor]}\n{_gone(gone[step.nomor])}", _STATE),
        )
        for step in data.langkah
    }
    pictures = slices(screen_chart(data, heights), marks, gone)
    return _drawing(
        data,
        [
            Row(
                step.nomor, step.uraian, _who(data, step), pictures[step.nomor], states[step.nomor], texts[step.nomor],
                loops=gone[step.nomor], late=marks[step.nomor].late,
            )
            for step in data.langkah
        ],
    )  # fmt: skip


def map_drawing(data: SopData, found: Map) -> Drawing:
    """Every case of a year at once."""
    heights = {
        step.nomor: ((step.uraian, _TEXT), ("\n".join(["", *_crowd_words(found, step.nomor)]), _STATE))
        for step in data.langkah
    }
    marks = {}
    for step in data.langkah:
        crowd = found.crowds.get(step.nomor)
        name = ". ".join(
            filter(
                None,
                (_title(data, step), ". ".join(_crowd_words(found, step.nomor)) or "Tidak ada pelaksanaan di sini"),
            )
        )
        href = f"#langkah-{step.nomor}"
        if crowd is not None and crowd.cases == 1:
            href = url_for("sop_kinerja.kasus_show", uuid=crowd.oldest.kasus_uuid)
        count, late = (crowd.cases, bool(crowd.late)) if crowd is not None else (0, False)
        marks[step.nomor] = Mark(name, href, "sekarang" if crowd else "", count, late)
    pictures = slices(screen_chart(data, heights), marks, found.loops)
    return _drawing(
        data,
        [
            Row(
                step.nomor, step.uraian, _who(data, step), pictures[step.nomor], crowd=found.crowds.get(step.nomor),
                loops=found.loops.get(step.nomor, 0),
            )
            for step in data.langkah
        ],
    )  # fmt: skip


def _drawing(data: SopData, rows: list[Row]) -> Drawing:
    columns = tuple(column.label for column in data.pelaksana)
    return Drawing(columns, tuple(f"{width:.0f}" for width in column_widths(columns)), tuple(rows))


def _state(stage: Stage) -> str:
    held = stage.waiting and all(task.tertahan or task.berhenti is not None for task in stage.waiting)
    return "tertahan" if held else stage.state


def _who(data: SopData, step: LangkahData) -> str:
    labels = {column.kode: column.label for column in data.pelaksana}
    return ", ".join(labels.get(kode, kode) for kode in step.pelaksana)


def _title(data: SopData, step: LangkahData) -> str:
    return f"Langkah {step.nomor}, {_who(data, step)}: {step.uraian}".rstrip(".")


def _ways(step: LangkahData) -> str:
    following = f"langkah {step.ya_ke}" if step.ya_ke else "selesai"
    return f"Ya: {following}. Tidak: langkah {step.tidak_ke}" if step.tidak_ke is not None else f"Lanjut: {following}"


def _gone(times: int) -> str:
    return f"Tidak {times} kali" if times else ""


def _crowd_words(found: Map, nomor: int) -> list[str]:
    """Line by line what the page says of the cases at a step."""
    crowd = found.crowds.get(nomor)
    words = []
    if crowd is not None:
        words.append(f"{crowd.cases} pelaksanaan")
        words.append(f"{crowd.late} terlambat" if crowd.late else "")
        words += [f"{name}: {count}" for name, count in crowd.held[:SHOWN]]
        if len(crowd.held) > SHOWN:
            words.append(f"dan {len(crowd.held) - SHOWN} jabatan lain")
        words.append(f"Paling lama: {crowd.oldest.judul}, sejak {tanggal_waktu(crowd.oldest.dibuat)}")
    return list(filter(None, (*words, _gone(found.loops.get(nomor, 0)))))
