"""Decides whole tables on Spark: the statements that DuckDB runs, written for Spark SQL, on one machine or on a cluster.

A relation is a view as long as it asks little of others; one that asks more is written beside the result and read back, so that
no question grows without end, and so that what a lost worker had is made again from files that all of them see.
"""

import logging
import os
import shutil
import socket
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import sqlglot
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from sqlglot import exp

from kmopolicy.bulk import limits, sql
from kmopolicy.bulk.compile import compile_plan
from kmopolicy.bulk.duck import Batch
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.sources import Cell, Source, broken, complete, known_columns, quote, unknown_table
from kmopolicy.bulk.whole import Done
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue import clusters as catalogue
from kmopolicy.text.catalogue import files as files_catalogue
from kmopolicy.text.diagnostic import Diagnostic

LOCAL = "local[*]"
_MOST = 40
"""Relations that one question may be made of."""
_PATIENCE = 10.0
"""Seconds in which a master must answer."""
_SUFFIXES = (".parquet", ".csv")
_TYPES = {"string": "VARCHAR", "date": "DATE"}


class SparkBatch(Batch):
    """One run on Spark over one set of tables; `beside`: a folder that all workers see."""

    def __init__(
        self, program: Program, readings: Mapping[str, str], path: str, *, day: date, master: str, beside: str
    ) -> None:
        self._program = program
        self._readings = readings
        self._path = path
        self._day = day
        self._memory = ""
        self._decisions = ()
        self._sound = True
        self.statements = _Statements(session(master), f"{beside}/.kmopolicy-{uuid.uuid4().hex}")
        self.connection: Any = self.statements

    def decide(self, *, apart: bool = False, sideways: bool = False) -> None:
        """Decides everything, view by view."""
        plan = compile_plan(self._program, self._readings, self._day)
        unsayable = tuple(limits.of_dialect(self._program, plan, sql.DIALECTS["spark"]))
        if unsayable:
            raise Refused(*unsayable)
        self._sources = {}
        try:
            self._decide(apart=apart, sideways=sideways)
        except (PySparkException, Py4JError):
            raise Refused(*self._failed()) from None

    def write(self, out: str) -> None:
        """The decisions as a folder of Parquet files, in its place at once when it is whole."""
        statements = self.statements
        made = f"{statements.scratch}/decisions"
        try:
            statements.query(
                self.told({name: name for name in ("outcome", "themes", "grounds", "problem")})
            ).write.parquet(made)
        except (PySparkException, Py4JError):
            raise Refused(*self._failed()) from None
        files = statements.files(out)
        files.delete(statements.place(out), True)
        if not files.rename(statements.place(made), statements.place(out)):
            raise OSError(out)

    def _find(self) -> dict[str, Source]:
        self._sources = dict(self.statements.sources(self._program, self._path))
        complete(self._sources, known_columns(self._program))
        return self._sources

    def _room(self) -> int:
        return 1 << 62

    def _failed(self) -> Iterator[Diagnostic]:
        """The files that cannot be read to their end, or else that the cluster gave up."""
        found = False
        for source in self._sources.values():
            try:
                cells = ", ".join(f"bit_xor(hash({quote(name)}))" for name in source.columns)
                self.statements.execute(f"SELECT {cells} FROM {source.relation}").fetchall()
            except (PySparkException, Py4JError):
                found = True
                yield broken(source.file)
        if not found:
            yield Diagnostic(catalogue.CLUSTER_FAILED, None, {}, "again")


def decide_on_spark(
    program: Program, readings: Mapping[str, str], source: str, out: str, day: date, master: str | None
) -> Done:
    """Decides all that stands at `source`, and puts the folder `out` there only when all is decided."""
    place = out.rstrip("/").rpartition("/")[0] or ("/" if out.startswith("/") else ".")
    try:
        with SparkBatch(program, readings, source, day=day, master=master or LOCAL, beside=_located(place)) as batch:
            batch.decide()
            counts = batch.counts()
            batch.write(out)
            return Done(counts)
    except Refused as refused:
        return Done(None, refused.diagnostics, missing=refused.usage)


class _Statements:
    """Runs the statements of DuckDB on Spark."""

    def __init__(self, spark: SparkSession, scratch: str) -> None:
        self._spark = spark
        self.scratch = scratch
        self._weights: dict[str, int] = {}
        self._frames: dict[str, DataFrame] = {}
        self._more: dict[str, list[DataFrame]] = {}
        self._found: list[tuple[Any, ...]] = []

    def execute(self, statement: str) -> "_Statements":
        """Runs one statement: a table, a view, more rows, or a question."""
        tree = sqlglot.parse_one(statement, read="duckdb")
        if not isinstance(tree, exp.Insert):
            self._bring_in({each.name for each in tree.find_all(exp.Table)})
        if isinstance(tree, exp.Create):
            self._create(tree)
        elif isinstance(tree, exp.Insert):
            self._more.setdefault(tree.this.name, []).append(self._asked(tree.expression))
        else:
            self._found = [tuple(row) for row in self._asked(tree).collect()]
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The answer to the last question."""
        return self._found

    def query(self, question: str) -> DataFrame:
        """A question as rows that are still to be made."""
        return self._asked(sqlglot.parse_one(question, read="duckdb"))

    def _bring_in(self, names: set[str]) -> None:
        """The rows that were added to these tables, all at once: until somebody asks for them they are not made."""
        for name in names & set(self._more):
            rows = self._frames[name]
            for more in self._more.pop(name):
                rows = rows.unionAll(more)
            self._register(name, self._kept(name, rows), 1)

    def _kept(self, name: str, rows: DataFrame) -> DataFrame:
        """Rows that are made now, and stay where all workers see them."""
        place = f"{self.scratch}/{len(self._frames)}-{name}"
        rows.write.parquet(place)
        return self._spark.read.parquet(place)

    def close(self) -> None:
        """Ends the session; what was written beside the result is gone."""
        with suppress(Py4JError):  # a session that is gone can do nothing more
            self.files(self.scratch).delete(self.place(self.scratch), True)
        self._spark.stop()

    def place(self, path: str) -> Any:
        """A path as the cluster knows it."""
        return self._java.org.apache.hadoop.fs.Path(_located(path))

    def files(self, path: str) -> Any:
        """The file system that a path stands on."""
        return self.place(path).getFileSystem(self._spark.sparkContext._jsc.hadoopConfiguration())

    @property
    def _java(self) -> Any:
        return self._spark.sparkContext._jvm

    def sources(self, program: Program, folder: str) -> Iterator[tuple[str, Source]]:
        """The tables of a folder, wherever it stands: a file each, or a folder of parts."""
        files = self.files(folder)
        if not files.exists(self.place(folder)):
            raise Refused(Diagnostic(files_catalogue.NOT_THERE, None, {"file": folder}, "path"), usage=True)
        known = known_columns(program)
        for each in sorted(files.listStatus(self.place(folder)), key=lambda each: str(each.getPath().getName())):
            file = str(each.getPath().getName())
            name, suffix = os.path.splitext(file)
            if file.startswith((".", "_")) or suffix.lower() not in _SUFFIXES:
                continue
            if name not in known:
                raise Refused(unknown_table(program, f"{folder}/{file}", known))
            yield name, self._source(name, f"{folder}/{file}", suffix.lower())

    def _source(self, name: str, file: str, suffix: str) -> Source:
        relation = f"file_{name}"
        try:
            if suffix == ".parquet":
                rows = self._spark.read.parquet(_located(file))
                number = "_metadata.row_index + 1"
            else:
                rows = self._csv(file)
                number = "row_number() OVER (ORDER BY monotonically_increasing_id()) + 1"
            rows.createOrReplaceTempView(relation)
            rows.selectExpr("*", f"{number} AS `row#`").createOrReplaceTempView(f"`{relation}#`")
        except (PySparkException, Py4JError):
            raise Refused(broken(file)) from None
        trimmed = suffix == ".csv"
        cells = {
            column: Cell(f"nullif(trim({quote(column)}), '')" if trimmed else quote(column), _TYPES.get(kind, kind))
            for column, kind in rows.dtypes
        }
        return Source(name, file, quote(relation), quote(f"{relation}#"), cells)

    def _csv(self, file: str) -> DataFrame:
        head = self._spark.read.text(_located(file)).first()
        line = str(head[0]) if head else ""
        separator = max(",;\t", key=line.count)
        return self._spark.read.csv(_located(file), sep=separator, header=True, quote='"', escape='"', multiLine=True)

    def _create(self, tree: exp.Create) -> None:
        if tree.expression is None:
            columns = ", ".join(f"`{each.name}` {each.args['kind'].sql('spark')}" for each in tree.this.expressions)
            name = tree.this.this.name
            self._register(name, self._spark.createDataFrame([], columns), 1)
            return
        name, weight, rows = tree.this.name, self._weight(tree.expression), self._asked(tree.expression)
        if weight > _MOST:
            rows, weight = self._kept(name, rows), 1
        self._register(name, rows, weight)

    def _register(self, name: str, rows: DataFrame, weight: int) -> None:
        rows.createOrReplaceTempView(f"`{name}`")
        self._frames[name], self._weights[name] = rows, weight

    def _weight(self, tree: exp.Expr) -> int:
        """How many relations a question is made of, those of its views included."""
        return sum(self._weights.get(each.name, 1) for each in tree.find_all(exp.Table)) + 1

    def _asked(self, tree: exp.Expr) -> DataFrame:
        return self._spark.sql(tree.transform(_for_spark).sql("spark"))


def _located(path: str) -> str:
    """A path that means the same whatever folder Java was started in."""
    return path if "://" in path else os.path.abspath(path)


def _for_spark(node: exp.Expr) -> exp.Expr:
    """What sqlglot leaves to us."""
    if isinstance(node, exp.ArrayAgg) and isinstance(node.this, exp.Order):
        listed = node.this.this.transform(_for_spark)
        return exp.func("sort_array", exp.func("collect_list", listed))
    if isinstance(node, exp.ArgMin) and isinstance(node.expression, exp.Tuple):
        return exp.func("min_by", node.this, exp.func("struct", *node.expression.expressions))
    if isinstance(node, exp.Anonymous) and node.name.lower() == "list_slice":
        return exp.func("slice", *(each.transform(_for_spark) for each in node.expressions))
    if isinstance(node, exp.RegexpFullMatch):
        return exp.RegexpLike(this=node.this, expression=exp.Literal.string(f"^(?:{node.expression.name})$"))
    return node


def session(master: str) -> SparkSession:
    """A session on a cluster, or on this machine alone. Everything that Spark says of itself goes to its own log."""
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise Refused(Diagnostic(catalogue.NO_JAVA, None, {}, "install"), usage=True)
    _answers(master)
    building = SparkSession.builder.master(master).appName("kmopolicy")
    settings = {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC", "spark.sql.caseSensitive": "true"}
    if master.startswith("local") or "//127.0.0.1" in master:
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if master.startswith("local"):  # as many parts as there are hands, not as on a cluster
        settings["spark.sql.shuffle.partitions"] = str(os.cpu_count() or 1)
    for name, value in settings.items():
        building = building.config(name, value)
    logging.getLogger("SQLQueryContextLogger").disabled = True
    try:
        with _unheard():
            made: SparkSession = building.getOrCreate()
    except (PySparkException, Py4JError, OSError):
        raise Refused(Diagnostic(catalogue.NO_MASTER, None, {"master": master}, "address"), usage=True) from None
    return made


def _answers(master: str) -> None:
    """Whether anything listens there: Spark itself would try for a minute and more."""
    if not master.startswith("spark://"):
        return
    for each in master.removeprefix("spark://").split(","):
        host, _, port = each.rpartition(":")
        try:
            socket.create_connection((host, int(port)), _PATIENCE).close()
        except (OSError, ValueError):
            continue
        return
    raise Refused(Diagnostic(catalogue.NO_MASTER, None, {"master": master}, "address"), usage=True)


@contextmanager
def _unheard() -> Iterator[None]:
    """Around what starts Java: it keeps the standard error that it gets then."""
    with tempfile.TemporaryFile() as log:
        heard = os.dup(2)
        os.dup2(log.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(heard, 2)
            os.close(heard)
