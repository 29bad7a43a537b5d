"""What checking the whole policy costs: the command beside its floor, and the warnings beside the errors.

    python benchmarks/check.py [--rounds 10]

Everything is measured in turns within this one run (A B A B ...), because machines drift: quote the ratios. The floor of the
command is `kmopolicy --version`: a start without any work. Run it with an installed package, not an editable one: without
compiled modules every start pays for compiling them. In one process, `checked` is what whoever decides waits for where
nothing is in the cache, and `examined` what `check` and an editor wait for.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kmopolicy.program.load import checked, examined
from kmopolicy.program.pages import read_folder

POLICY = Path(__file__).parent.parent / "policy"
LIMIT = 400
"""Milliseconds of the command, on a quiet machine: what was asked for."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10, help="pairs of each")
    rounds = parser.parse_args().rounds
    folder, day = read_folder(POLICY), date.today()
    one, other = in_turns(rounds, lambda: checked(folder), lambda: examined(folder, day))
    print(f"checked   {one:6.1f} ms")
    print(f"examined  {other:6.1f} ms   {other / one:5.2f} x checked")
    start, command = in_turns(rounds, lambda: run("--version"), lambda: run("check", str(POLICY)))
    print(f"start     {start:6.1f} ms")
    print(f"check     {command:6.1f} ms   {command / start:5.2f} x start, at most {LIMIT} ms asked")


def in_turns(rounds: int, *works: Callable[[], object]) -> Sequence[float]:
    """The median milliseconds of each, the first time left aside."""
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for times, work in zip(taken, works, strict=True):
            started = time.perf_counter()
            work()
            if turn:
                times.append(1000 * (time.perf_counter() - started))
    return [statistics.median(times) for times in taken]


def run(*arguments: str) -> None:
    """The command, as a process of its own."""
    code = "from kmopolicy.cli.main import main; main()"
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
