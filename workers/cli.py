"""The command `selaras`. What it does stands in core and in the plugins; here are only words and arguments."""

import os
import sys

import click

from config.settings import SettingsError, get_settings
from core.errors import SelarasError
from core.queue import QUEUES
from workers import cli_data, commands


class WithPlugins(click.Group):
    """Our commands, and one group per plugin that has a cli.py, looked up only when asked: `up` loads no plugin."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or self._of_plugins().get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._of_plugins()})

    def _of_plugins(self) -> dict[str, click.Command]:
        from workers import kernel

        kernel.start(get_settings())
        return kernel.plugin_commands()


@click.group(cls=WithPlugins, help="Selaras: ERP modular untuk pemerintah daerah.")
def selaras() -> None:
    pass


@selaras.command(help="Menyalakan semuanya di mesin ini: antrean, pekerja, kotak surat, web.")
@click.option("--demo/--no-demo", default=True, help="Memuat data contoh pada penyalaan pertama.")
def up(demo: bool) -> None:
    from workers import up as everything

    everything.run(get_settings(), demo=demo)


@selaras.command(help="Menyalakan web saja.")
def serve() -> None:
    _become(commands.web())


@selaras.command(help="Menyalakan satu pekerja.")
@click.option("--queues", default=",".join(QUEUES), show_default=True, help="Antrean yang dilayani, dipisah koma.")
@click.option("--name", default="pekerja", show_default=True, help="Nama pekerja, unik di mesin ini.")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 64), help="Banyak proses.")
@click.option("--beat/--no-beat", default=True, help="Menjalankan jadwal.")
def worker(queues: str, name: str, processes: int, beat: bool) -> None:
    asked = tuple(part.strip() for part in queues.split(",") if part.strip())
    if unknown := [part for part in asked if part not in QUEUES]:
        raise click.BadParameter(f"antrean tidak dikenal: {', '.join(unknown)}; yang ada: {', '.join(QUEUES)}")
    _become(commands.worker(name, asked, processes=processes, beat=beat))


@selaras.command(help="Memutakhirkan skema basis data.")
def migrate() -> None:
    from core import migrations
    from workers import kernel

    with kernel.working():
        migrations.migrate(log=click.echo)


for command in (cli_data.user, cli_data.plugin, cli_data.demo):
    selaras.add_command(command)


def _become(argv: tuple[str, ...]) -> None:
    """This process becomes that one: signals and exit code need nobody in between."""
    from workers.processes import environment

    os.execve(argv[0], argv, environment({"SELARAS_HOME": str(get_settings().home)}))


def main() -> None:
    """Entry point. What a person can understand is one line and exit code 2; SELARAS_DEBUG=1 shows the traceback."""
    try:
        selaras(prog_name="selaras")
    except (SelarasError, SettingsError) as error:
        if os.environ.get("SELARAS_DEBUG") == "1":
            raise
        sentence = error.sentence if isinstance(error, SelarasError) else str(error)
        print(f"Galat: {sentence}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
