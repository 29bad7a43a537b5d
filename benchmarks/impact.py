"""The impact of another reading on whole tables, against deciding the same tables once.

    python benchmarks/impact.py FOLDER SERVICES...

Makes the tables of so many services in the folder where they are not there yet. Each measurement is a process of its own, three
times in turn; told are the least wall time and the least CPU time (which a busy machine disturbs less), and the most memory.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bulk
import tables

READING = {"exception_scope": "alle_uitsluitingen"}
"""The wider of two readings of one sentence: it changes one service in eighteen."""
_ROUNDS = 3
_NAMES = ("decide", "impact", "impact, with a row per subject")


def main() -> None:
    """All measurements for each number of services."""
    folder, *sizes = sys.argv[1:]
    if folder == "measure":
        name, source = sizes
        print(json.dumps(bulk.measured(_work(name, source))))
        return
    print("| services | what | seconds | CPU seconds | MiB | by deciding once |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        source = Path(folder, size)
        if not source.exists():
            tables.make(source, int(size))
        rounds = [{name: _process(name, source) for name in _NAMES} for _ in range(_ROUNDS)]
        least = {name: bulk.Cost(*map(min, zip(*(each[name] for each in rounds), strict=True))) for name in _NAMES}
        for name, cost in least.items():
            ratio = cost.cpu / least["decide"].cpu
            told = [f"{int(size):,}", name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.memory:.0f}", f"{ratio:.2f}"]
            print(f"| {' | '.join(told)} |")


def _process(name: str, source: Path) -> bulk.Cost:
    command = [sys.executable, __file__, "measure", name, str(source)]
    return bulk.Cost(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _work(name: str, source: str) -> Callable[[], None]:
    import kmopolicy

    policy = kmopolicy.load()
    rows = f"{source}-impact.parquet" if "row" in name else None

    def decide() -> None:
        policy.decide_tables(source, f"{source}-kmopolicy.parquet", date=bulk.DAY)

    def impact() -> None:
        found = kmopolicy.impact_tables(policy, policy, source, rows, date=bulk.DAY, new_readings=READING)
        assert found.counts["changed"], "a reading that changes nothing measures nothing"

    return decide if name == "decide" else impact


if __name__ == "__main__":
    main()
