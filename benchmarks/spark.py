"""Whole tables on Spark: how one machine alone holds against DuckDB, and from what size a cluster would pay.

    python benchmarks/spark.py FOLDER SERVICES...

Makes the tables of so many services in the folder where they are not there yet, and decides each once by either engine, the start
of each included. With two sizes it draws the line through both, and tells where clusters of so many such machines would be even.
"""

import subprocess
import sys
import time
from pathlib import Path

import tables

_MACHINES = (4, 16, 64)


def main() -> None:
    """A row per size, and what they lead to expect."""
    folder, *sizes = sys.argv[1:]
    print("| services | DuckDB, seconds | Spark, seconds | ratio |")
    print("| --- | --- | --- | --- |")
    costs = []
    for size in map(int, sizes):
        place = Path(folder, str(size))
        if not place.exists():
            tables.make(place, size, applications=False)
        duck, spark = (_seconds(place, engine) for engine in ("duckdb", "spark"))
        costs.append((size, duck, spark))
        print(f"| {size:,} | {duck:.1f} | {spark:.1f} | {spark / duck:.1f} |")
    if len(costs) > 1:
        _expected(costs[0], costs[-1])


def _seconds(place: Path, engine: str) -> float:
    out = place.parent / f"{engine}.parquet"
    line = [sys.executable, "-m", "kmopolicy", "decide", str(place), "--engine", engine, "--date", "2024-03-01"]
    begun = time.perf_counter()
    subprocess.run([*line, "--out", str(out)], check=True)
    return time.perf_counter() - begun


def _expected(small: tuple[int, float, float], large: tuple[int, float, float]) -> None:
    """Each engine costs something to start, and something per service; that a cluster does side by side."""
    per_duck, per_spark = ((large[at] - small[at]) / (large[0] - small[0]) for at in (1, 2))
    start = large[2] - per_spark * large[0]
    print(
        f"per million services: DuckDB {per_duck * 1e6:.1f} s, Spark {per_spark * 1e6:.1f} s; Spark's start {start:.0f} s"
    )
    for machines in _MACHINES:
        gain = per_duck - per_spark / machines
        told = f"from {start / gain:,.0f} services" if gain > 0 else "never"
        print(f"{machines} such machines are faster than one with DuckDB: {told}")


if __name__ == "__main__":
    main()
