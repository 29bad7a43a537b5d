"""What a question about every possible service costs: the whole commands, beside their start-up.

    python benchmarks/questions.py [--pairs 10]

Each command and its floor are run in turns within this one run (A B A B ...), because machines drift: quote the ratios. The
floor is a Python process that imports typer, rich and clingo and exits. Run it with an installed package, not an editable one.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

FLOOR = "import typer, rich, clingo"
POLICY = Path(__file__).parent.parent / "policy"
EXCLUDED = str(POLICY.parent / "fixtures" / "dossiers" / "gezondheid" / "mindfulness-voor-verpleegkundigen.yaml")
LISTED = str(POLICY / "scenarios" / "gezondheid" / "voedingsadvies-voor-dietisten.yaml")
QUESTIONS = {
    "verify": (2.0, ("verify",)),
    "compare readings": (2.0, ("compare", "exception_scope=enkel_gezondheid", "exception_scope=alle_uitsluitingen")),
    "compare policies": (2.0, ("compare", str(POLICY), str(POLICY))),
    "what-if": (0.5, ("what-if", EXCLUDED, "c36", "--to", "subsidieerbaar")),
    "what-if, many ways": (0.5, ("what-if", LISTED, "c39", "--to", "voor_te_leggen")),
    "ask": (0.5, ("ask", LISTED, "c39")),
    "ask as JSON": (0.5, ("ask", LISTED, "c39", "--format", "json")),
}
"""Seconds that were asked for at most, and the command line."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=10, help="how often each command and its floor are run")
    pairs = parser.parse_args().pairs
    program = str(Path(sys.executable).with_name("kmopolicy"))
    for name, (limit, arguments) in QUESTIONS.items():
        command = [program, *arguments, "--policy", str(POLICY)]
        times = [(seconds(command), seconds([sys.executable, "-c", FLOOR])) for _ in range(pairs + 1)][1:]
        median = statistics.median(found for found, _ in times)
        ratio = statistics.median(found / floor for found, floor in times)
        print(f"{name:<18} {median:5.2f} s, at most {limit} asked   {ratio:5.2f} x start-up")


def seconds(command: Sequence[str]) -> float:
    """How long a command takes; one that fails is no measurement."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
