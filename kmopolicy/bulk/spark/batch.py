"""Decides whole tables on Spark: what DuckDB does on one machine, on this one or on a cluster."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import Any

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from kmopolicy.bulk import limits, sql
from kmopolicy.bulk.compile import compile_plan
from kmopolicy.bulk.context import Context
from kmopolicy.bulk.duck import Batch
from kmopolicy.bulk.literals import quote
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.sources import Source, broken
from kmopolicy.bulk.spark import written
from kmopolicy.bulk.spark.places import located
from kmopolicy.bulk.spark.session import session
from kmopolicy.bulk.spark.sources import sources
from kmopolicy.bulk.spark.statements import Statements
from kmopolicy.bulk.whole import Done
from kmopolicy.bulk.wide.words import WORD
from kmopolicy.bulk.written import decided, set_apart
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue import clusters as catalogue
from kmopolicy.text.diagnostic import Diagnostic


class SparkBatch(Batch):
    """One run on Spark over one set of tables; `beside`: a folder that all workers see."""

    def __init__(
        self, program: Program, readings: Mapping[str, str], path: str, *, day: date, master: str | None, beside: str
    ) -> None:
        self._program = program
        self._readings = readings
        self._path = path
        self._day = day
        self._memory = ""
        self._briefly = False
        self._decisions = ()
        self._sound = True
        self.statements = Statements(session(master), f"{beside}/.kmopolicy-{uuid.uuid4().hex}")
        self.connection: Any = self.statements

    def decide(self, *, apart: bool = False, sideways: bool = True) -> None:
        """Decides everything."""
        plan = compile_plan(self._program, self._readings, self._day)
        unsayable = tuple(limits.of_dialect(self._program, plan, sql.DIALECTS["spark"]))
        if unsayable:
            raise Refused(*unsayable)
        self._sources = {}
        self.statements.keeps = True
        with self._failing():
            self._decide(apart=apart, sideways=sideways)

    def write(self, out: str, quarantine: str | None) -> None:
        """The decisions and the rows that were set apart, each as a folder."""
        with self._failing():
            if quarantine is not None:
                written.put(self.statements, quarantine, set_apart(written.form_of(quarantine)))
            written.put(self.statements, out, decided(self, written.form_of(out)))

    def _find(self) -> dict[str, Source]:
        self._sources = sources(self.statements, self._program, self._path)
        self.statements.count_all([f"file_{name}" for name in self._sources])
        return self._sources

    def _room(self) -> int:
        return 1 << 62

    @cached_property
    def in_order(self) -> bool:
        """To put all rows in order each would be sent around."""
        return False

    def _fitted(self, context: Context) -> Context:
        """A number has 64 bits there, and no bit of a mask is its sign."""
        return context._replace(widest=WORD, gathers=True)

    def _step(self, context: Context) -> None:
        self.statements.keeps = False
        super()._step(context)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (PySparkException, Py4JError):
            raise Refused(*self._failed()) from None

    def _failed(self) -> Iterator[Diagnostic]:
        """The files that cannot be read to their end, or else that the cluster gave up; as it did where it reads none."""
        wrong = [source.file for source in self._sources.values() if not self._can_be_read(source)]
        if wrong and (len(wrong) < len(self._sources) or len(wrong) == 1):
            yield from map(broken, wrong)
        else:
            yield Diagnostic(catalogue.CLUSTER_FAILED, None, {}, "again")

    def _can_be_read(self, source: Source) -> bool:
        cells = ", ".join(f"bit_xor(hash({quote(name)}))" for name in source.columns)
        try:
            self.statements.execute(f"SELECT {cells} FROM {source.relation}").fetchall()
        except (PySparkException, Py4JError):
            return False
        return True


def decide_on_spark(
    program: Program,
    readings: Mapping[str, str],
    source: str,
    out: str,
    day: date,
    master: str | None,
    quarantine: str | None,
) -> Done:
    """Decides all that stands at `source`, and puts the folder `out` there only when all is decided."""
    place = out.rstrip("/").rpartition("/")[0] or ("/" if out.startswith("/") else ".")
    try:
        with SparkBatch(program, readings, source, day=day, master=master, beside=located(place)) as batch:
            batch.decide(apart=quarantine is not None)
            batch.write(out, quarantine)
            return Done(batch.counts())
    except Refused as refused:
        return Done(None, refused.diagnostics, missing=refused.usage)
