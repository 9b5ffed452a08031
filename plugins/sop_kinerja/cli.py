"""`selaras recap …`"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from plugins.sop_kinerja.cli_impor import kinerja

SHOWN = 100
"""Differences that are named; beyond that their number says enough."""


@click.group(name="recap", help="Rekapitulasi: memeriksa dan menghitung ulang.")
def recap() -> None:
    pass


@recap.command("verify", help="Menghitung ulang semua rekap di samping yang tersimpan; galat bila ada yang berbeda.")
def verify() -> None:
    from plugins.sop_kinerja.services import agregat_periksa as periksa

    counted = wrong = unknown = 0
    with _everywhere() as names:
        for asker in periksa.askers():
            verdict = periksa.verify(asker)
            counted += verdict.counted
            wrong += len(verdict.differences)
            unknown += len(verdict.unknown)
            if verdict.differences or verdict.unknown:
                click.echo(f"{names.get(asker, asker)}:")
            indicators = periksa.names_of(verdict.differences)
            for one in verdict.differences[:SHOWN]:
                click.echo(f"  {periksa.in_words(one, indicators)}")
            if len(verdict.differences) > SHOWN:
                click.echo(f"  … dan {len(verdict.differences) - SHOWN} baris lain")
            for uuid, period in verdict.unknown[:SHOWN]:
                click.echo(f"  Angka {period} untuk indikator {uuid}, yang tidak ada lagi, tidak ikut dihitung")
    if wrong:
        click.echo(f"{wrong} baris berbeda dari hitungan ulang. Perbaiki dengan `selaras recap rebuild`.")
        sys.exit(1)
    click.echo(f"{counted} baris sama dengan hitungan ulang sampai angka terakhir.")


@recap.command("rebuild", help="Menghitung ulang semua rekap dari angka yang disahkan, dan menyimpannya.")
def rebuild() -> None:
    from plugins.sop_kinerja.services import agregat
    from plugins.sop_kinerja.services import agregat_periksa as periksa

    with _everywhere() as names:
        for asker in periksa.askers():
            click.echo(f"{names.get(asker, asker)}: {agregat.rebuild(asker)} baris berubah")


@contextmanager
def _everywhere() -> Iterator[dict[int, str]]:
    """The program itself, in every department; gives their names by id."""
    from core.actor import acting, system_actor
    from core.db import connection
    from core.organisation.models import PerangkatDaerah

    with connection(), acting(system_actor()):
        yield {row.id: str(row.nama) for row in PerangkatDaerah.select()}


groups = (recap, kinerja)
"""Commands of this plugin; further ones stand beside `recap`."""
