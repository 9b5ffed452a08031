"""Writes a migration out of the difference between models and database, for a plugin's author (docs/plugin.md)."""

import re
from pathlib import Path

from playhouse.migrations import Runner, template
from playhouse.schema_diff import diff_models

from core.db import connection, database
from core.migrations.tables import folder_of, models_of


def write_migration(owner: str, name: str) -> Path | None:
    """The new file, to be read before it is committed; None when the models and the tables agree."""
    with connection():
        difference = diff_models(database.obj, models_of(owner))
        if not difference:
            return None
        body = template(difference)
        runner = Runner(database.obj, str(folder_of(owner)), table_name=f"{owner}_migrasi")
        return Path(runner.create(name, body=_tidy(body, owner, name)))


def _tidy(body: str, owner: str, name: str) -> str:
    """Without the clock and without notes on defaults, which live in the models and not in the tables."""
    lines = [
        line
        for line in body.splitlines()
        if not line.startswith("# Generated") and not re.match(r"# TODO: .*: default .* must be added by hand", line)
    ]
    return f'"""{owner}: {name}."""\n\n' + "\n".join(lines).strip() + "\n"
