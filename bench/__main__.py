"""`python -m bench [NAME …]`: runs the named benchmarks (all without a name), each in a process of its own."""

import subprocess
import sys
from importlib import import_module

from bench.measure import write

CASES = {
    "export_xlsx": "bench.export",
    "import": "bench.imports:import_",
    "aggregate": "bench.recaps",
    "recap_incremental": "bench.recaps",
    "recap_read": "bench.recaps",
    "numbers": "bench.cases",
    "plugin_switch": "bench.cases",
    "list_page": "bench.cases",
    "open_cases": "bench.open_cases",
}
"""Name of a benchmark -> the module with the function of that name, or the one that it names. Loaded when it runs: what
one needs must not count in the memory of another."""


def main(names: list[str]) -> None:
    if unknown := [name for name in names if name not in CASES]:
        sys.exit(f"Tidak dikenal: {', '.join(unknown)}. Yang ada: {', '.join(CASES)}.")
    if len(names) == 1:
        results = []
        module, _, function = CASES[names[0]].partition(":")
        for result in getattr(import_module(module), function or names[0])():
            results.append(result)
            print(result.line(), flush=True)
        write(names[0], results)
        return
    for name in names or CASES:
        subprocess.run([sys.executable, "-m", "bench", name], check=True)


main(sys.argv[1:])
