"""The head of a draft: its identity and the boxes with one item per line."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from plugins.sop_kinerja.models import SopDokumen, SopLangkah, SopVersi
from plugins.sop_kinerja.models.sop import HITUNGAN_HARI, POLA, SATUAN_FORMULIR
from plugins.sop_kinerja.services.sop_draft import (
    editing,
    ensure_right,
    ensure_same,
    lines,
    paragraph,
    plain,
    wrong_length,
    wrong_lines,
)

KADENSI_POLA = {
    "kampanye": ("kampanye",),
    "perintah": ("perintah",),
    "bertingkat": ("triwulan", "semester", "tahunan"),
}
"""How often the steps of an SOP of this kind can come round."""
_DATES = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan", "tanggal_efektif")
_HEADS = ("kabupaten", "perangkat_daerah", "unit")
_LENGTHS = {"nomor": 100, "disahkan_oleh": 250, "jumlah_tercetak": 60, "kabupaten": 200, "perangkat_daerah": 200}


@dataclass(frozen=True)
class Identity:
    """The head of the form, as texts; dates as 2026-01-31, empty where the form leaves them empty."""

    nama: str = ""
    pola: str = ""
    nomor: str = ""
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    tanggal_pengesahan: str = ""
    tanggal_efektif: str = ""
    disahkan_oleh: str = ""
    kabupaten: str = ""
    perangkat_daerah: str = ""
    unit: str = ""
    satuan_waktu: str = "campuran"
    hitungan_hari: str = "pengaturan"
    jumlah_tercetak: str = ""


@dataclass(frozen=True)
class Lists:
    """The boxes of the form, one item per line."""

    penjelasan_singkat: str = ""
    dasar_hukum: str = ""
    kualifikasi: str = ""
    keterkaitan: str = ""
    peralatan: str = ""
    peringatan: str = ""
    pencatatan: str = ""
    tujuan: str = ""
    definisi: str = ""


def identity_of(versi: SopVersi) -> Identity:
    content: dict[str, Any] = versi.isi or {}
    return Identity(
        nama=str(versi.sop.nama),
        pola=str(versi.sop.pola),
        nomor=str(versi.nomor),
        disahkan_oleh=str(versi.disahkan_oleh),
        satuan_waktu=str(versi.satuan_waktu),
        hitungan_hari=str(versi.hitungan_hari),
        jumlah_tercetak=str(versi.jumlah_tercetak),
        **{name: day.isoformat() if (day := getattr(versi, name)) else "" for name in _DATES},
        **{name: str(content.get(name) or "") for name in _HEADS},
    )


def lists_of(versi: SopVersi) -> Lists:
    content: dict[str, Any] = versi.isi or {}
    found: dict[str, str] = {}
    for one in fields(Lists):
        value = content.get(one.name) or ""
        found[one.name] = value if isinstance(value, str) else "\n".join(str(item) for item in value)
    return Lists(**found)


def name_is_fixed(versi: SopVersi) -> bool:
    """Whether a version of this SOP has ever been ratified: its name and kind are then those of a frozen form."""
    frozen = (SopVersi.sop == versi.sop_id) & (SopVersi.status != "konsep")
    return bool(SopVersi.select().where(frozen).exists())


def save_identity(versi: SopVersi, form: Identity, opened: str) -> None:
    """Name and kind of the SOP are taken only while no version of it has been ratified.

    :param opened: the mark of the identity that the form was opened with
    :raises FieldErrors: for what cannot be kept.
    :raises Busy: when somebody else saved it meanwhile.
    """
    with editing(versi, "Identitas") as draft:
        ensure_same(draft, identity_of(draft), opened, "Identitas SOP ini")
        fixed = name_is_fixed(draft)
        nama, pola = (str(draft.sop.nama), str(draft.sop.pola)) if fixed else (plain(form.nama), form.pola)
        typed = {one.name: plain(getattr(form, one.name)) for one in fields(Identity)}
        errors = {
            name: wrong_length("Isian ini", typed[name], most) for name, most in (_LENGTHS | {"unit": 200}).items()
        }
        errors["nama"] = wrong_length("Nama SOP", nama, 200, required=True)
        errors["pola"] = "" if pola in POLA else "Pilih pola pelaksanaan."
        errors["satuan_waktu"] = _wrong_unit(draft, form.satuan_waktu)
        errors["hitungan_hari"] = "" if form.hitungan_hari in HITUNGAN_HARI else "Pilih arti «hari»."
        days, wrong = _days(typed)
        ensure_right(errors | wrong)
        changes: dict[str, Any] = {name: typed[name] for name in ("nomor", "disahkan_oleh", "jumlah_tercetak")}
        changes |= {"satuan_waktu": form.satuan_waktu, "hitungan_hari": form.hitungan_hari, **days}
        changes["isi"] = {**(draft.isi or {}), **{name: typed[name] for name in _HEADS}}
        SopVersi.update(changes).where(SopVersi.id == draft.id).execute()
        if (nama, pola) != (draft.sop.nama, draft.sop.pola):
            _rename(draft, nama, pola)


def save_lists(versi: SopVersi, form: Lists, opened: str) -> None:
    """As `save_identity`, for the boxes of the form."""
    with editing(versi, "Dasar hukum dan daftar lain") as draft:
        ensure_same(draft, lists_of(draft), opened, "Bagian ini")
        summary = paragraph(form.penjelasan_singkat)
        items = {one.name: lines(getattr(form, one.name)) for one in fields(Lists) if one.name != "penjelasan_singkat"}
        errors = {name: wrong_lines(found) for name, found in items.items()}
        errors["penjelasan_singkat"] = wrong_length("Penjelasan", summary, 5000)
        ensure_right(errors)
        content = {**(draft.isi or {}), **items, "penjelasan_singkat": summary}
        SopVersi.update({SopVersi.isi: content}).where(SopVersi.id == draft.id).execute()


def _rename(draft: SopVersi, nama: str, pola: str) -> None:
    SopDokumen.update({SopDokumen.nama: nama, SopDokumen.pola: pola}).where(SopDokumen.id == draft.sop_id).execute()
    # Steps keep a cadence that the new kind knows; the others take its first.
    known = KADENSI_POLA[pola]
    SopLangkah.update({SopLangkah.kadensi: known[0]}).where(
        (SopLangkah.versi == draft.id) & SopLangkah.kadensi.not_in(known)
    ).execute()


def _wrong_unit(draft: SopVersi, unit: str) -> str:
    if unit not in SATUAN_FORMULIR:
        return "Pilih satuan waktu formulir."
    if unit != "menit":
        return ""
    others = SopLangkah.select(SopLangkah.nomor).where(
        (SopLangkah.versi == draft.id) & (SopLangkah.waktu_satuan != "menit")
    )
    numbers = [str(step.nomor) for step in others.order_by(SopLangkah.nomor)]
    return f"Langkah {', '.join(numbers)} belum memakai menit. Ubah dahulu waktunya." if numbers else ""


def _days(typed: dict[str, str]) -> tuple[dict[str, date | None], dict[str, str]]:
    found: dict[str, date | None] = {}
    wrong = {}
    for name in _DATES:
        try:
            found[name] = date.fromisoformat(typed[name]) if typed[name] else None
        except ValueError:
            wrong[name] = "Tulis tanggal yang ada, misalnya 2026-01-31."
    return found, wrong
