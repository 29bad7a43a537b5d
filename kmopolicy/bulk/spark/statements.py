"""The statements of DuckDB, run on Spark as if it were a connection: tables, views, more rows, and questions.

What others build upon is written beside the result and read back, so that no question grows without end, and so that what a lost
worker had is made again from files that all of them see.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from py4j.protocol import Py4JError
from pyspark.sql import DataFrame
from sqlglot import exp

from kmopolicy.bulk.spark.places import located
from kmopolicy.bulk.spark.session import Running
from kmopolicy.bulk.spark.speech import in_no_order, parsed, spoken

_MOST = 40
"""Relations that one question may be made of."""
_COUNT = re.compile(r'SELECT count\(\*\) FROM "?(\w+)"?')
Rows = list[tuple[Any, ...]]


class Statements:
    """Runs what is said to a connection of DuckDB."""

    def __init__(self, running: Running, scratch: str) -> None:
        self.spark = running.spark
        self._ours = running.ours
        self.scratch = scratch
        self.keeps = False
        """Whether each table is made when it is named, as DuckDB does; else only what asks much of others."""
        self._weights: dict[str, int] = {}
        self._frames: dict[str, DataFrame] = {}
        self._more: dict[str, list[DataFrame]] = {}
        self._counts: dict[str, int] = {}
        self._found: Rows = []
        self._made = 0

    def execute(self, statement: str) -> "Statements":
        """Runs one statement: a table, a view, more rows, or a question."""
        counted = _COUNT.fullmatch(statement)
        if counted and counted[1] not in self._more:
            self._found = [(self._count(counted[1]),)]
        else:
            self._run(parsed(statement))
        return self

    def _run(self, tree: exp.Expr) -> None:
        asked = tree.expression if isinstance(tree, exp.Insert) else tree
        self._bring_in({each.name for each in asked.find_all(exp.Table)})
        if isinstance(tree, exp.Create):
            self._create(tree)
        elif isinstance(tree, exp.Insert):
            self._more.setdefault(tree.this.name, []).append(self._asked(tree.expression))
        else:
            self._found = [tuple(row) for row in self._asked(tree).collect()]

    def fetchall(self) -> Rows:
        """The answer to the last question."""
        return self._found

    def query(self, question: str) -> DataFrame:
        """A question as rows that are still to be made, in no order."""
        tree = parsed(question)
        self._bring_in({each.name for each in tree.find_all(exp.Table)})
        return self._asked(in_no_order(tree))

    def register(self, name: str, rows: DataFrame) -> None:
        """Rows under a name."""
        self._register(name, rows, 1)

    def count_all(self, names: Sequence[str]) -> None:
        """How many rows all of these have, asked at once: each question has its price."""
        each = " UNION ALL ".join(f"SELECT {at} AS at FROM `{name}`" for at, name in enumerate(names))
        found: dict[int, int] = (
            dict(self.spark.sql(f"SELECT at, count(*) FROM ({each}) GROUP BY at").collect()) if names else {}
        )
        self._counts |= {name: found.get(at, 0) for at, name in enumerate(names)}

    def _count(self, name: str) -> int:
        if name not in self._counts:
            rows = self._frames[name]
            self._counts[name] = len(rows.collect()) if _known(rows) else rows.count()
        return self._counts[name]

    def _bring_in(self, names: set[str]) -> None:
        """The rows that were added to these tables, all at once: until somebody asks for them they are not made."""
        for name in names & set(self._more):
            rows = self._frames[name]
            for more in self._more.pop(name):
                rows = rows.unionAll(more)
            self._register(name, self._kept(name, rows), 1)

    def _kept(self, name: str, rows: DataFrame) -> DataFrame:
        """Rows that are made now, and stay where all workers see them."""
        if _known(rows):
            return rows
        self._made += 1
        place = f"{self.scratch}/{self._made}-{name}"
        rows.write.parquet(place)
        return self.spark.read.schema(rows.schema).parquet(place)

    def close(self) -> None:
        """Ends the session; what was written beside the result is gone."""
        with suppress(Py4JError):  # a session that is gone can do nothing more
            self.files(self.scratch).delete(self.place(self.scratch), True)
        if self._ours:
            self.spark.stop()

    def place(self, path: str) -> Any:
        """A path as the cluster knows it."""
        return self._java.org.apache.hadoop.fs.Path(located(path))

    def files(self, path: str) -> Any:
        """The file system that a path stands on."""
        return self.place(path).getFileSystem(self.spark.sparkContext._jsc.hadoopConfiguration())

    @property
    def _java(self) -> Any:
        return self.spark.sparkContext._jvm

    def _create(self, tree: exp.Create) -> None:
        if tree.expression is None:
            kinds = ((each.name, each.args["kind"].sql("spark")) for each in tree.this.expressions)
            columns = ", ".join(f"CAST(NULL AS {kind}) AS `{name}`" for name, kind in kinds)
            self._register(tree.this.this.name, self.spark.sql(f"SELECT {columns} WHERE FALSE"), 1)
            return
        name, weight, rows = tree.this.name, self._weight(tree.expression), self._asked(tree.expression)
        if weight > _MOST or (self.keeps and tree.kind == "TABLE"):
            rows, weight = self._kept(name, rows), 1
        self._register(name, rows, weight)

    def _register(self, name: str, rows: DataFrame, weight: int) -> None:
        rows.createOrReplaceTempView(f"`{name}`")
        self._frames[name], self._weights[name] = rows, weight
        self._counts.pop(name, None)

    def _weight(self, tree: exp.Expr) -> int:
        """How many relations a question is made of, those of its views included."""
        return sum(self._weights.get(each.name, 1) for each in tree.find_all(exp.Table)) + 1

    def _asked(self, tree: exp.Expr) -> DataFrame:
        return self.spark.sql(spoken(tree))


def _known(rows: DataFrame) -> bool:
    """Whether Spark knows the rows without making them, as it does of a table of nothing."""
    return str(rows._jdf.queryExecution().optimizedPlan().getClass().getSimpleName()) == "LocalRelation"
