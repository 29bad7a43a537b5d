"""A standalone Spark cluster for the tests: a master and two workers on loopback, ended afterwards."""

import importlib.util
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from .servers import free_port

SETTINGS = """
spark.sql.shuffle.partitions 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.executor.memory 1g
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1
spark.network.timeout 60s
"""
"""Little data: what makes Spark fast on much of it only takes time."""


@contextmanager
def cluster(folder):
    """The address of the master, and its workers as processes."""
    home = Path(str(importlib.util.find_spec("pyspark").origin)).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(folder),
        "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
    }
    port = free_port()
    address = f"spark://127.0.0.1:{port}"
    started = []

    def start(what, *arguments):
        line = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{what}", "--host", "127.0.0.1", *arguments]
        with open(folder / f"{len(started)}.log", "wb") as log:
            options = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, "start_new_session": True}
            started.append(subprocess.Popen(line, env=environment, **options))
        return started[-1]

    try:
        start("master.Master", "--port", str(port), "--webui-port", "0")
        _wait(lambda: _listens(port))
        workers = [start("worker.Worker", "--webui-port", "0", "-c", "1", "-m", "1g", address) for _ in range(2)]
        _wait(lambda: (folder / "0.log").read_text().count("Registering worker") == len(workers))
        yield address, workers
    finally:
        for each in started:
            kill(each)


def kill(process):
    """Ends a process with all that it started: a worker with what works for it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def _listens(port):
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0


def _wait(done, patience=60):
    until = time.monotonic() + patience
    while not done():
        assert time.monotonic() < until, "the cluster does not start"
        time.sleep(0.1)
