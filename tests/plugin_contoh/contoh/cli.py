"""`selaras contoh`."""

import click


@click.group("contoh", help="Buku catatan.")
def group() -> None:
    pass


@group.command("hitung", help="Menghitung catatan di semua perangkat daerah.")
def count() -> None:
    from plugins.contoh.models import Catatan

    from workers import kernel

    with kernel.working():
        click.echo(f"{Catatan.select().count()} catatan")
