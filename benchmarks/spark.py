"""Whole tables on Spark: how one machine alone holds against DuckDB, and from what size a cluster would pay.

    python benchmarks/spark.py FOLDER SERVICES...

Makes the tables of so many services in the folder where they are not there yet, and decides each once by either engine, the start
of each included. CPU is that of all processes, Java among them; it says more than the clock on a machine that others use.
With two sizes it draws the line through the first and the last, and tells where clusters of so many such machines would be even,
if all that grows with the number of services were done side by side and cost nothing to hand around.

Java compiles once here. With `SPARK_SUBMIT_OPTS=-XX:TieredStopAtLevel=4` in the environment it compiles twice, as the workers
of a cluster do: the start costs more, and each service less.
"""

import ctypes
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import tables

_MACHINES = (4, 16, 64)
_ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of Linux: a process whose parent is gone becomes a child of this one."""


class Cost(NamedTuple):
    """Seconds on the clock, and of CPU."""

    wall: float
    cpu: float


def main() -> None:
    """A row per size, and what they lead to expect."""
    folder, *sizes = sys.argv[1:]
    ctypes.CDLL(None).prctl(_ADOPT, 1)
    print("| services | DuckDB, seconds | CPU seconds | Spark, seconds | CPU seconds | ratio of CPU |")
    print("| --- | --- | --- | --- | --- | --- |")
    costs = []
    for size in map(int, sizes):
        place = Path(folder, str(size))
        if not place.exists():
            tables.make(place, size, applications=False)
        duck, spark = (_cost(place, engine) for engine in ("duckdb", "spark"))
        costs.append((size, duck, spark))
        told = f"{duck.wall:.1f} | {duck.cpu:.1f} | {spark.wall:.1f} | {spark.cpu:.1f}"
        print(f"| {size:,} | {told} | {spark.cpu / duck.cpu:.1f} |", flush=True)
    if len(costs) > 1:
        _expected(costs[0], costs[-1])


def _cost(place: Path, engine: str) -> Cost:
    out = place.parent / f"{engine}.parquet"
    line = [sys.executable, "-m", "kmopolicy", "decide", str(place), "--engine", engine, "--date", "2024-03-01"]
    begun, before = time.perf_counter(), _cpu()
    subprocess.run([*line, "--out", str(out)], check=True)
    wall = time.perf_counter() - begun
    _wait_for_all()
    return Cost(wall, _cpu() - before)


def _wait_for_all() -> None:
    """Java ends after what started it; only then its CPU is counted."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _expected(small: tuple[int, Cost, Cost], large: tuple[int, Cost, Cost]) -> None:
    """Each engine costs something to start, and something per service; that a cluster does side by side."""
    per_duck, per_spark = ((large[at].cpu - small[at].cpu) / (large[0] - small[0]) for at in (1, 2))
    start = large[2].cpu - per_spark * large[0]
    print(f"CPU per million services: DuckDB {per_duck * 1e6:.1f} s, Spark {per_spark * 1e6:.1f} s", end="; ")
    print(f"Spark's start {start:.0f} s; ratio {per_spark / per_duck:.1f}")
    for machines in _MACHINES:
        gain = per_duck - per_spark / machines
        told = f"from {start / gain:,.0f} services" if gain > 0 else "never"
        print(f"{machines} such machines are faster than one with DuckDB: {told}")


if __name__ == "__main__":
    main()
