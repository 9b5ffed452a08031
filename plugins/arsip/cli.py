"""`selaras arsip …`"""

import click


@click.group(name="arsip", help="Arsip: klasifikasi dan jadwal retensi.")
def group() -> None:
    pass


@group.command("muat", help="Menambahkan klasifikasi dan jadwal retensi bawaan yang belum ada.")
def load() -> None:
    from core.actor import acting, system_actor
    from core.db import connection
    from plugins.arsip.services import import_master_data

    with connection(), acting(system_actor()):
        click.echo(f"{import_master_data()} baris ditambahkan.")
