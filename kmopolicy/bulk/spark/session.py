"""A session of Spark: on a cluster that answers, or on this machine alone."""

import logging
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from kmopolicy.bulk.refused import Refused
from kmopolicy.text.catalogue import clusters as catalogue
from kmopolicy.text.diagnostic import Diagnostic

_PATIENCE = 10.0
"""Seconds in which a master must answer."""
_OPTIONS = "SPARK_SUBMIT_OPTS"
"""Where Spark looks for what Java is told when it starts."""
_SETTINGS = {"spark.sql.session.timeZone": "UTC", "spark.sql.caseSensitive": "true"}


LOCAL = "local[*]"


class Running(NamedTuple):
    """A session, and whether it was started here and ends with the work."""

    spark: SparkSession
    ours: bool


def session(master: str | None) -> Running:
    """A session of one's own on the Spark that runs in this process already, or else on the cluster that is asked for."""
    if master is not None:
        _answers(master)
    running = SparkSession.getActiveSession()
    if running is None:
        return Running(_started(master or LOCAL), ours=True)
    made = running.newSession()
    for name, value in _SETTINGS.items():
        made.conf.set(name, value)
    return Running(made, ours=False)


def _started(master: str) -> SparkSession:
    """A session on a cluster, or on this machine alone. Everything that Spark says of itself goes to its own log."""
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise Refused(Diagnostic(catalogue.NO_JAVA, None, {}, "install"), usage=True)
    building = SparkSession.builder.master(master).appName("kmopolicy")
    settings = {"spark.ui.enabled": "false", **_SETTINGS}
    if master.startswith("local") or "//127.0.0.1" in master:
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if master.startswith("local"):  # as many parts as there are hands, not as on a cluster
        settings["spark.sql.shuffle.partitions"] = str(os.cpu_count() or 1)
    for name, value in settings.items():
        building = building.config(name, value)
    logging.getLogger("SQLQueryContextLogger").disabled = True
    try:
        with _unheard(), _soon_there():
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
def _soon_there() -> Iterator[None]:
    """Java compiles once and not twice here: for less than a million services the second time costs more than it gives.

    A driver of a cluster only plans; its workers are told by their own settings. What the user sets comes after and counts.
    """
    given = os.environ.get(_OPTIONS)
    os.environ[_OPTIONS] = (
        f"-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseParallelGC {given or ''}".strip()
    )
    try:
        yield
    finally:
        if given is None:
            del os.environ[_OPTIONS]
        else:
            os.environ[_OPTIONS] = given


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
