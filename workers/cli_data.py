"""Commands on what is in the database: accounts, plugins of a department, the demo."""

from pathlib import Path
from typing import Any

import click

from core.errors import InputError, NotFound
from workers import kernel
from workers.commands import ROOT


def _password_option(function: Any) -> Any:
    return click.option(
        "--password",
        envvar="SELARAS_PASSWORD",
        prompt="Kata sandi",
        hide_input=True,
        confirmation_prompt="Ulangi kata sandi",
        help="Ditanyakan bila tidak diberikan; dapat juga lewat SELARAS_PASSWORD.",
    )(function)


@click.group(help="Akun pengguna.")
def user() -> None:
    pass


@user.command("add", help="Menambah akun.")
@click.argument("nama_pengguna")
@click.option("--nama", prompt="Nama", help="Nama yang ditampilkan.")
@click.option("--surel", default="", help="Alamat surel.")
@click.option("--admin", is_flag=True, help="Jadikan admin situs: semua izin, di semua perangkat daerah.")
@_password_option
def user_add(nama_pengguna: str, nama: str, surel: str, admin: bool, password: str) -> None:
    from core.accounts import operations
    from core.db import transaction

    with kernel.working(), transaction():
        akun = operations.add_user(nama_pengguna, password, nama, surel)
        if admin:
            operations.make_site_admin(akun)
        click.echo(f"Akun {akun.nama_pengguna} dibuat.")


@user.command("password", help="Mengganti kata sandi akun; semua sesinya berakhir.")
@click.argument("nama_pengguna")
@_password_option
def user_password(nama_pengguna: str, password: str) -> None:
    from core.accounts import operations
    from core.accounts.models import Akun

    with kernel.working():
        akun = Akun.get_or_none(Akun.nama_pengguna == nama_pengguna.strip().lower())
        if akun is None:
            raise NotFound(f"Tidak ada akun «{nama_pengguna}».")
        operations.set_password(akun, password)
        click.echo(f"Kata sandi {akun.nama_pengguna} diganti.")


@click.group(help="Plugin per perangkat daerah, ditulis sebagai pemda/perangkat-daerah (kode).")
def plugin() -> None:
    pass


@plugin.command("list", help="Plugin yang terpasang dan di perangkat daerah mana ia aktif.")
def plugin_list() -> None:
    from core.gate import active_plugins
    from core.organisation.models import PerangkatDaerah
    from core.registry import registry

    with kernel.working():
        active = {_code(row): active_plugins(row.id) for row in PerangkatDaerah.select().order_by(PerangkatDaerah.id)}
        for found in registry().plugins.values():
            where = [code for code, names in active.items() if found.name in names]
            click.echo(f"{found.name} {found.manifest.version}: {', '.join(where) or 'belum aktif'}")
        for problem in registry().problems:
            click.echo(f"{problem.plugin}: dilewati, {problem.sentence}")


@plugin.command("new", help="Membuat plugin baru yang lulus uji kontrak, untuk diubah menjadi milik Anda.")
@click.argument("name")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), help="Bukan di plugins/, melainkan di sini."
)
def plugin_new(name: str, folder: Path | None) -> None:
    from core.scaffold import write_plugin

    written = write_plugin(name, folder or ROOT / "plugins")
    click.echo(f"Ditulis: {written}. Panduannya: docs/plugin.md. Jalankan selaras migrate, lalu nyalakan plugin ini.")


@plugin.command("on", help="Menyalakan plugin beserta yang dibutuhkannya.")
@click.argument("name")
@click.argument("perangkat_daerah")
def plugin_on(name: str, perangkat_daerah: str) -> None:
    from core import activation

    with kernel.working():
        changed = activation.turn_on(name, _department(perangkat_daerah).id)
        click.echo(f"Dinyalakan: {', '.join(changed)}." if changed else "Sudah aktif.")


@plugin.command("off", help="Mematikan plugin; datanya tetap ada.")
@click.argument("name")
@click.argument("perangkat_daerah")
def plugin_off(name: str, perangkat_daerah: str) -> None:
    from core import activation

    with kernel.working():
        changed = activation.turn_off(name, _department(perangkat_daerah).id)
        click.echo("Dimatikan." if changed else "Memang tidak aktif.")


@click.group(help="Data contoh.")
def demo() -> None:
    pass


@demo.command("load", help="Memuat data contoh dan menampilkan akunnya.")
@click.option("--once", is_flag=True, help="Hanya bila belum pernah dimuat di basis data ini.")
def demo_load(once: bool) -> None:
    from core import demo as contents

    with kernel.working():
        if not (once and contents.loaded()):
            contents.load()
        for line in contents.accounts():
            click.echo(line)


@demo.command("play", help="Menjalankan satu SOP dari awal sampai akhir pada data yang ada, misalnya: lamandau.")
@click.argument("name")
def demo_play(name: str) -> None:
    from core.registry import registry

    with kernel.working():
        players = [found.attribute("demo", "play", None) for found in registry().plugins.values()]
        for play in filter(None, players):
            if play(name, click.echo) is not False:
                return
        raise NotFound(f"Tidak ada plugin yang dapat memainkan «{name}».")


def _department(code: str) -> Any:
    """The department named `pemda/kode`. InputError: not written so; NotFound: there is none."""
    from core.organisation.models import PemerintahDaerah, PerangkatDaerah

    government, slash, department = code.partition("/")
    if not slash:
        raise InputError("Tulis perangkat daerah sebagai pemda/perangkat-daerah, keduanya dengan kode.")
    query = PerangkatDaerah.select(PerangkatDaerah, PemerintahDaerah).join(PemerintahDaerah)
    found = query.where((PemerintahDaerah.kode == government) & (PerangkatDaerah.kode == department)).first()
    if found is None:
        raise NotFound(f"Tidak ada perangkat daerah «{code}».")
    return found


def _code(department: Any) -> str:
    return f"{department.pemerintah_daerah.kode}/{department.kode}"
