"""Whole tables: how the engine for them holds against SQL by hand, against reading the tables once, and against one by one.

    python benchmarks/bulk.py FOLDER SERVICES...

Makes the tables of so many services in the folder where they are not there yet. Each measurement is a process of its own, three
times in turn; told are the least wall time and the least CPU time (which a busy machine disturbs less), and the most memory.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from math import log
from pathlib import Path
from typing import NamedTuple

import tables

DAY = date(2024, 3, 1)
_ROUNDS = 3


class Cost(NamedTuple):
    """What a measurement cost: seconds, seconds of CPU, and MiB at the most."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """All measurements for each number of services, and the slope from the first to the last."""
    folder, *sizes = sys.argv[1:]
    if folder == "measure":
        print(json.dumps(_measure(*sizes)))
        return
    costs = {size: _all(Path(folder, size), int(size)) for size in sizes}
    print("| services | facts | what | seconds | CPU seconds | MiB | by SQL by hand | by reading once |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for size, found in costs.items():
        for name, cost in found.items():
            ratios = [f"{cost.cpu / found[other].cpu:.2f}" for other in ("expert", "read")]
            told = [f"{int(size):,}", f"{_facts(Path(folder, size)):,}", name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}"]
            print(f"| {' | '.join([*told, f'{cost.memory:.0f}', *ratios])} |")
    if len(sizes) > 1:
        print(f"slope of {sizes[0]} to {sizes[-1]} services: {_slope(costs, sizes[0], sizes[-1]):.2f}")


def _slope(costs: dict[str, dict[str, Cost]], first: str, last: str) -> float:
    growth = costs[last]["kmopolicy"].cpu / costs[first]["kmopolicy"].cpu
    return log(growth) / log(int(last) / int(first))


def _all(folder: Path, services: int) -> dict[str, Cost]:
    if not folder.exists():
        tables.make(folder, services, applications=False)
    names = ("read", "expert", "kmopolicy")
    rounds = [{name: _process(name, folder) for name in names} for _ in range(_ROUNDS)]
    return {name: Cost(*map(min, zip(*(each[name] for each in rounds), strict=True))) for name in names}


def _process(name: str, folder: Path) -> Cost:
    command = [sys.executable, __file__, "measure", name, str(folder)]
    return Cost(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _measure(name: str, folder: str) -> Cost:
    return measured({"read": _read, "expert": _expert, "kmopolicy": whole}[name](folder))


def measured(work: Callable[[], None]) -> Cost:
    """What a piece of work costs in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    used = time.perf_counter() - wall, time.process_time() - cpu
    return Cost(*used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _read(folder: str) -> Callable[[], None]:
    """Every value of every table, once."""
    import duckdb

    def work() -> None:
        with duckdb.connect() as connection:
            for file in sorted(Path(folder).glob("*.parquet")):
                columns = connection.execute(f"DESCRIBE FROM '{file}'").fetchall()
                told = ", ".join(f'bit_xor(hash("{column[0]}"))' for column in columns)
                connection.execute(f"SELECT {told} FROM '{file}'").fetchall()

    return work


def _expert(folder: str) -> Callable[[], None]:
    """The query that someone wrote by hand, with its answer in a file."""
    import duckdb

    query = Path(__file__).with_name("expert.sql").read_text(encoding="utf-8").replace("$folder", f"'{folder}'")

    def work() -> None:
        with duckdb.connect() as connection:
            connection.execute(query)
            connection.execute(f"COPY (FROM expert ORDER BY service) TO '{folder}-expert.parquet' (FORMAT parquet)")

    return work


def whole(folder: str) -> Callable[[], None]:
    """What the command does, once the policy is there: rows checked, all decided, and written."""
    import duckdb  # noqa: F401  # as the others have it before they start

    import kmopolicy

    policy = kmopolicy.load()

    def work() -> None:
        policy.decide_tables(folder, f"{folder}-kmopolicy.parquet", date=DAY)

    return work


def _facts(folder: Path) -> int:
    import duckdb

    with duckdb.connect() as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM '{file}'").fetchall()[0][0] for file in folder.glob("*.parquet")
        ]
    return sum(counts)


if __name__ == "__main__":
    main()
