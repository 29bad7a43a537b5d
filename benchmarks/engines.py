"""Whole tables: the throughput of their engine, of clingo on what `compile --to clingo` writes, and of pyDatalog one by one.

    python benchmarks/engines.py FOLDER SERVICES

Makes the tables of so many services in the folder where they are not there yet. Each measurement is a process of its own, three
times in turn; told are the least wall time and the least CPU time, and how many services that is a second of the former. One by
one are the first few hundred services.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bulk
import tables

import kmopolicy
from kmopolicy.engines.asp import name_of

_ROUNDS = 3
_FEW = 300
"""Services that are decided one by one."""


def main() -> None:
    """All three, and by how much the first is faster."""
    if sys.argv[1] == "measure":
        print(json.dumps(_measure(*sys.argv[2:])))
        return
    folder, services = Path(sys.argv[1], sys.argv[2]), int(sys.argv[2])
    if not folder.exists():
        tables.make(folder, services, applications=False)
    _write_facts(folder)
    names = {"kmopolicy": services, "clingo": services, "pyDatalog": _FEW}
    rounds = [{name: _process(name, folder) for name in names} for _ in range(_ROUNDS)]
    print("| engine | services | seconds | CPU seconds | services a second | times as slow | by CPU |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    costs = {name: [min(costs) for costs in zip(*(each[name] for each in rounds), strict=True)] for name in names}
    for name, count in names.items():
        wall, cpu = costs[name]
        slower = [cost / count * services / first for cost, first in zip(costs[name], costs["kmopolicy"], strict=True)]
        told = [
            name,
            f"{count:,}",
            f"{wall:.2f}",
            f"{cpu:.2f}",
            f"{count / wall:,.0f}",
            *(f"{each:,.1f}" for each in slower),
        ]
        print(f"| {' | '.join(told)} |")


def _process(name: str, folder: Path) -> list[float]:
    command = [sys.executable, __file__, "measure", name, str(folder)]
    found: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _measure(name: str, folder: str) -> tuple[float, float]:
    work = {"kmopolicy": bulk.whole, "clingo": _clingo, "pyDatalog": _one_by_one}[name](folder)
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def _clingo(folder: str) -> Callable[[], None]:
    """Grounds and solves the program of `compile` with the facts, both read from text."""
    import clingo

    program = kmopolicy.load().compile("clingo", date=bulk.DAY)

    def work() -> None:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], program)
        control.load(f"{folder}-facts.lp")
        control.ground([("base", [])])
        assert control.solve().satisfiable

    return work


def _one_by_one(folder: str) -> Callable[[], None]:
    policy = kmopolicy.load()

    def work() -> None:
        assert len(policy.decide(policy.read(f"{folder}-few", date=bulk.DAY))) == _FEW

    return work


def _write_facts(folder: Path) -> None:
    """All facts as clingo reads them, and those about few services as tables for a spreadsheet."""
    import duckdb

    facts, few = Path(f"{folder}-facts.lp"), Path(f"{folder}-few")
    few.mkdir(exist_ok=True)
    with duckdb.connect() as connection, facts.open("w", encoding="utf-8") as lines:
        for table in sorted(folder.glob("*.parquet")):
            columns = connection.execute(f"DESCRIBE FROM '{table}'").fetchall()
            told = " || ',' || ".join(_cells(columns))
            rows = connection.execute(f"SELECT '{name_of(table.stem)}(' || {told} || ').' FROM '{table}'").fetchall()
            lines.writelines(f"{row}\n" for (row,) in rows)
            about = f"service IN (SELECT 'd' || s FROM range({_FEW}) r(s))" if columns[0][0] == "service" else "TRUE"
            query = f"SELECT * FROM '{table}' WHERE {about}"
            connection.execute(f"COPY ({query}) TO '{few / f'{table.stem}.csv'}' (FORMAT csv, HEADER)")


def _cells(columns: list[tuple[str, ...]]) -> Iterator[str]:
    for name, kind, *_ in columns:
        yield f"strftime({name}, '%Y%m%d')" if kind == "DATE" else f"'\"' || {name} || '\"'"


if __name__ == "__main__":
    main()
