"""A session of Spark: on a cluster that answers, or on this machine alone."""

import logging
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from kmopolicy.bulk.refused import Refused
from kmopolicy.text.catalogue import clusters as catalogue
from kmopolicy.text.diagnostic import Diagnostic

_PATIENCE = 10.0
"""Seconds in which a master must answer."""
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
}


def session(master: str) -> SparkSession:
    """A session on a cluster, or on this machine alone. Everything that Spark says of itself goes to its own log."""
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        raise Refused(Diagnostic(catalogue.NO_JAVA, None, {}, "install"), usage=True)
    _answers(master)
    building = SparkSession.builder.master(master).appName("kmopolicy")
    settings = dict(_SETTINGS)
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
