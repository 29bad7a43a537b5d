"""What one dossier costs: a decision, an explanation, and the whole command beside its floor.

    python benchmarks/one_dossier.py [--rounds 30]

Everything is measured in turns within this one run (A B A B ...), because machines drift: quote the ratios. The floor of
the command is a Python process that imports typer, rich and pyDatalog and exits; that of a decision is the same question
put to pyDatalog alone, with the policy's rules compiled and the facts ready. Run it with an installed package, not an
editable one: without compiled modules every start pays for compiling them.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import kmopolicy
from kmopolicy.api import Policy
from kmopolicy.engines.pydatalog import PyDatalog
from kmopolicy.facts.world import Slices, Tables

ROOT = Path(__file__).parent.parent
DOSSIERS = ("fixtures/dossiers/**/*.yaml", "policy/scenarios/**/*.yaml")
FLOOR = "import typer, rich, pyDatalog.pyDatalog"
LIMITS = {"decide": 1.5, "explain": 10.0}
"""Milliseconds, medians: what was asked for."""

COMMAND_LIMIT = 2.5
"""Times the floor: what was asked for."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help="rounds over all dossiers, and pairs of commands")
    rounds = parser.parse_args().rounds
    policy = kmopolicy.load(ROOT / "policy")
    medians = in_process(policy, rounds)
    for name in ("engine", "decide", "explain"):
        limit = f", at most {LIMITS[name]} ms asked" if name in LIMITS else ""
        print(f"{name:<8} {medians[name]:6.2f} ms   {medians[name] / medians['engine']:5.2f} x engine{limit}")
    command = statistics.median(command_ratios(rounds))
    print(f"command  {command:5.2f} x floor, at most {COMMAND_LIMIT} asked")


def in_process(policy: Policy, rounds: int) -> Mapping[str, float]:
    """Median milliseconds of each kind of work, over every subject of the dossiers, in turns."""
    works: dict[str, list[Callable[[], object]]] = {"engine": [], "decide": [], "explain": []}
    program = policy.program
    readings = {name: reading.default for name, reading in program.readings.items()}
    outcomes = {cases.subject_type: cases for cases in program.outcomes.values()}
    engine, tables = PyDatalog(program), Tables(program)
    for file in sorted(file for pattern in DOSSIERS for file in ROOT.glob(pattern)):
        facts = policy.read(file)
        slices = Slices(program, tables, facts)
        for decision in policy.decide(facts):
            cases, subject = outcomes[decision.type], decision.subject
            world, name = slices.of(decision.type, subject), f"{decision.type.lower()}:{subject}"
            works["engine"].append(lambda w=world, c=cases, s=subject: engine.decide(w, readings, c, s))
            works["decide"].append(lambda f=facts, s=name: policy.decide(f, subject=s))
            works["explain"].append(lambda f=facts, s=name: policy.explain(f, s))
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for turn in zip(*works.values(), strict=True):
            for name, work in zip(works, turn, strict=True):
                times[name].append(seconds(work))
    return {name: statistics.median(found) * 1000 for name, found in times.items()}


def command_ratios(pairs: int) -> list[float]:
    """The wall time of the command over that of its floor, pair by pair; the first pair warms up."""
    dossier = next((ROOT / "fixtures" / "dossiers").rglob("mindfulness*.yaml"))
    command = [str(Path(sys.executable).with_name("kmopolicy")), "explain", str(dossier), "c36"]
    floor = [sys.executable, "-c", FLOOR]
    return [seconds(lambda: ran(command)) / seconds(lambda: ran(floor)) for _ in range(pairs + 1)][1:]


def ran(command: Sequence[str]) -> None:
    """Runs a command to its end; one that fails is no measurement."""
    subprocess.run(command, check=True, capture_output=True)


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
