"""`selaras kinerja impor`: a published performance table from a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from core.errors import SelarasError
    from core.organisation.models import PerangkatDaerah
    from plugins.sop_kinerja.models import ImporTabel
    from plugins.sop_kinerja.services.impor_lkj_pratinjau import Pratinjau


@click.group(name="kinerja", help="Kinerja: impor tabel capaian terbitan.")
def kinerja() -> None:
    pass


@kinerja.command("impor")
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("perangkat_daerah")
@click.option("--periksa", is_flag=True, help="Hanya memeriksa; tidak ada yang disimpan.")
@click.option("--terbaca", is_flag=True, help="Ambil baris yang terbaca walaupun ada yang tidak. Tanpa ini: tidak ada.")
@click.option("--alasan", default="", help="Wajib bila angka yang sudah disahkan diganti.")
@click.option("--akun", default="", help="Nama pengguna yang mengimpor dan mengesahkan; tanpa ini tercatat sistem.")
@click.option("--instansi", default="", help="Bila tidak ada kolom instansi.")
@click.option("--tahun", type=click.IntRange(1990, 2999), default=None, help="Bila tidak ada kolom tahun.")
@click.option("--periode", default="", help="Bila tidak ada kolom periode, misalnya tahunan atau «Triwulan II».")
@click.option("--arah", type=click.Choice(["naik", "turun", "cetak"]), default=None,
              help="Bila tidak ada kolom arah; cetak: tiap baris menurut capaian tercetaknya.")  # fmt: skip
@click.option("--rumus-turun", type=click.Choice(["2T-R", "T/R"]), default="2T-R", show_default=True,
              help="Rumus capaian untuk arah turun.")  # fmt: skip
@click.option("--semua-baris", is_flag=True, help="Tampilkan setiap baris, juga dari tabel yang panjang.")
def import_table(
    berkas: Path, perangkat_daerah: str, periksa: bool, terbaca: bool, alasan: str, akun: str, instansi: str,
    tahun: int | None, periode: str, arah: str | None, rumus_turun: str, semua_baris: bool,
) -> None:  # fmt: skip
    """Mengimpor tabel capaian terbitan (CSV atau XLSX) ke PERANGKAT_DAERAH (pemda/perangkat-daerah, kode).

    Kolom: instansi, tahun, periode, sasaran, indikator, satuan, arah, target, realisasi, capaian_cetak, predikat_cetak.
    Semua baris diambil, atau tidak ada. Kode keluar 2 bila ada baris yang tidak terbaca dan tidak diizinkan.
    """
    from core.db import transaction
    from plugins.sop_kinerja.lkj.baris import Pilihan
    from plugins.sop_kinerja.services import impor_lkj
    from plugins.sop_kinerja.services.impor_lkj_laporan import lines

    given = Pilihan(instansi, tahun, periode, arah or "", "turun_rasio" if rumus_turun == "T/R" else "turun")
    with _acting(perangkat_daerah, akun) as owner:
        content = berkas.read_bytes()
        if periksa:
            for line in lines(impor_lkj.check(content, berkas.name, given), every=semua_baris):
                click.echo(line)
            return
        with transaction():
            impor, seen = impor_lkj.put(content, berkas.name, given)
            refused = _take(impor, seen, terbaca, alasan)
        for line in lines(seen, every=semua_baris):
            click.echo(line)
        if refused is not None:
            raise refused
        if not seen.diambil:
            click.echo("Tidak ada yang baru; tidak ada yang diubah.")
            return
        click.echo(f"Diambil: {len(seen.diambil)} baris. Laporannya tersimpan bersama berkasnya.")
        for line in _recaps(int(owner.id), seen):
            click.echo(line)


def _take(impor: ImporTabel, seen: Pratinjau, partly: bool, reason: str) -> SelarasError | None:
    """Takes what `put` has just found; what can't be taken stays as a table of which nothing was, with its report."""
    from core.errors import InputError, StateError
    from plugins.sop_kinerja.services import impor_lkj

    if seen.diambil or seen.banyak("bermasalah"):
        try:
            impor_lkj.take(str(impor.uuid), partly=partly, reason=reason, seen=seen)
        except (InputError, StateError) as error:
            impor_lkj.discard(str(impor.uuid))
            return error
    else:
        impor_lkj.discard(str(impor.uuid))
    return None


@contextmanager
def _acting(code: str, account: str) -> Iterator[PerangkatDaerah]:
    """The department, in which the person of the account (else the program) acts.

    :raises InputError: when the code is not written as pemda/perangkat-daerah; NotFound: when there is none.
    """
    from core.accounts.models import Akun
    from core.accounts.operations import actor_for
    from core.actor import acting, system_actor
    from core.db import connection
    from core.errors import InputError, NotFound
    from core.organisation.models import PemerintahDaerah, PerangkatDaerah

    government, slash, department = code.partition("/")
    if not slash:
        raise InputError("Tulis perangkat daerah sebagai pemda/perangkat-daerah, keduanya dengan kode.")
    with connection(), acting(system_actor()):
        query = PerangkatDaerah.select(PerangkatDaerah, PemerintahDaerah).join(PemerintahDaerah)
        found = query.where((PemerintahDaerah.kode == government) & (PerangkatDaerah.kode == department)).first()
        if found is None:
            raise NotFound(f"Tidak ada perangkat daerah «{code}».")
        actor = system_actor(int(found.id))
        if account:
            row = Akun.get_or_none(Akun.nama_pengguna == account.strip().lower())
            if row is None:
                raise NotFound(f"Tidak ada akun «{account}».")
            actor = actor_for(row, int(found.id))
        with acting(actor):
            yield found


def _recaps(owner: int, seen: Pratinjau) -> Iterator[str]:
    """The recaps above what was taken, made fresh here and now: nobody waits for a worker at a terminal."""
    from core.idn.numbers import format_percent
    from core.idn.periods import Periode
    from plugins.sop_kinerja.models import RekapCapaian
    from plugins.sop_kinerja.services.agregat import refresh

    refresh(owner)
    for period in sorted({Periode.parse(one.baris.periode) for one in seen.diambil}):
        row = RekapCapaian.get_or_none(
            (RekapCapaian.penyelenggara == owner)
            & (RekapCapaian.periode == period.code)
            & (RekapCapaian.tingkat == "pemda")
        )
        if row is not None:
            yield (
                f"Rekap {period.label}: rata-rata {format_percent(row.rata_rata)} {row.predikat or ''}; "
                f"{row.dinilai} dinilai, {row.belum_dinilai} belum dapat dinilai."
            )
