"""Whole tables: how the engine for them holds against the program that Soufflé compiles from what `compile --to souffle` writes.

    python benchmarks/souffle.py FOLDER SERVICES...

Needs `souffle` on the PATH. Makes the tables of so many services in the folder, as Parquet and as Soufflé reads them, where they
are not there yet. Each measurement is a process of its own, from its start to its end, three times in turn; told are the least
wall time and the least CPU time of all its threads, and the most memory. `kmopolicy decide` reads Parquet, checks every row and
writes its answer in order; Soufflé reads text, checks nothing and writes text. So told as well is what Soufflé needs to read its
input and do nothing with it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import bulk
import tables
from bulk import Cost

import kmopolicy

_ROUNDS = 3


def main() -> None:
    """All measurements for each number of services."""
    folder, *sizes = sys.argv[1:]
    _compile(Path(folder))
    print("| services | what | seconds | CPU seconds | MiB | by `kmopolicy` |")
    print("| --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        found = _all(Path(folder), int(size))
        for name, cost in found.items():
            ratio = cost.cpu / found["kmopolicy"].cpu
            told = [f"{int(size):,}", name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.memory:.0f}", f"{ratio:.2f}"]
            print(f"| {' | '.join(told)} |", flush=True)


def _compile(folder: Path) -> None:
    """The whole question (outcomes, themes and grounds), and a program that only reads."""
    folder.mkdir(parents=True, exist_ok=True)
    written = kmopolicy.load().compile("souffle", date=bulk.DAY)
    inputs = [line for line in written.splitlines() if line.startswith(".input ")]
    declared = [line for line in written.splitlines() if line.startswith(".decl ")]
    reads = [line for line in declared if f".input {line.split()[1].partition('(')[0]}" in inputs]
    sizes = [line.replace(".input", ".printsize") for line in inputs]
    for name, text in (("decides", written + ".output fits_theme\n"), ("reads", "\n".join([*reads, *inputs, *sizes]))):
        script = folder / f"{name}.dl"
        if not script.exists() or script.read_text(encoding="utf-8") != text:
            script.write_text(text, encoding="utf-8")
            subprocess.run(["souffle", "-o", folder / name, script], check=True)


def _all(folder: Path, services: int) -> dict[str, Cost]:
    source, facts, out = (Path(folder, f"{services}{end}") for end in ("", "-facts", "-out"))
    if not source.exists():
        tables.make(source, services, applications=False)
    if not facts.exists():
        _write_facts(source, facts, folder / "reads.dl")
    out.mkdir(exist_ok=True)
    told = f"{source}-kmopolicy.parquet"
    commands = {
        "kmopolicy": [sys.executable, "-m", "kmopolicy", "decide", source, "--date", str(bulk.DAY), "--out", told],
        "Soufflé, one thread": [folder / "decides", "-F", facts, "-D", out, "-j1"],
        "Soufflé, two threads": [folder / "decides", "-F", facts, "-D", out, "-j2"],
        "Soufflé, reading only": [folder / "reads", "-F", facts, "-D", out, "-j1"],
    }
    rounds = [{name: _process(command) for name, command in commands.items()} for _ in range(_ROUNDS)]
    return {name: Cost(*map(min, zip(*(each[name] for each in rounds), strict=True))) for name in commands}


def _process(command: Sequence[str | Path]) -> Cost:
    wall = time.perf_counter()
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    assert status == 0, command
    return Cost(time.perf_counter() - wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _write_facts(source: Path, facts: Path, reads: Path) -> None:
    """A file of lines per input, empty where there is no table; a date is a number there."""
    import duckdb

    facts.mkdir()
    for line in reads.read_text(encoding="utf-8").splitlines():
        if line.startswith(".input "):
            name = line.removeprefix(".input ")
            table, target = source / f"{name}.parquet", facts / f"{name}.facts"
            target.touch()
            if table.exists():
                with duckdb.connect() as connection:
                    columns = connection.execute(f"DESCRIBE FROM '{table}'").fetchall()
                    cells = ", ".join(
                        f"strftime({column}, '%Y%m%d')" if kind == "DATE" else column for column, kind, *_ in columns
                    )
                    options = "FORMAT csv, HEADER false, DELIMITER '\t', QUOTE ''"
                    connection.execute(f"COPY (SELECT {cells} FROM '{table}') TO '{target}' ({options})")


if __name__ == "__main__":
    main()
