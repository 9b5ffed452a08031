"""`python -m bench [NAME …]`: runs the named benchmarks (all without a name), each in a process of its own."""

import subprocess
import sys

from bench.cases import CASES


def main(names: list[str]) -> None:
    if unknown := [name for name in names if name not in CASES]:
        sys.exit(f"Tidak dikenal: {', '.join(unknown)}. Yang ada: {', '.join(CASES)}.")
    if len(names) == 1:
        for result in CASES[names[0]]():
            result.write()
            print(result.line(), flush=True)
        return
    for name in names or CASES:
        # A process each: the memory that one needed must not count for the next.
        subprocess.run([sys.executable, "-m", "bench", name], check=True)


main(sys.argv[1:])
