"""What goes to disk because it does not fit in memory, and what is told when it does not fit there either."""

import tempfile

import duckdb

from kmopolicy.bulk.refused import Refused
from kmopolicy.text.catalogue import bulk as catalogue
from kmopolicy.text.diagnostic import Diagnostic


def out_of_room(failure: Exception, folder: str, memory: str) -> Refused | None:
    """What is told where a step failed for want of room in memory or in that folder, as far as the database says."""
    if folder and (folder in str(failure) or "max_temp_directory_size" in str(failure)):
        return no_room_to_spill()
    if isinstance(failure, duckdb.OutOfMemoryException):
        return Refused(Diagnostic(catalogue.NO_ROOM, None, {"memory": memory or "dit / this"}, "more"))
    return None


def no_room_to_spill() -> Refused:
    """Says that there is no room in the folder for temporary files."""
    return Refused(Diagnostic(catalogue.NO_SPILL, None, {"folder": _folder()}, "room"), usage=True)


def _folder() -> str:
    try:
        return tempfile.gettempdir()
    except OSError:
        return "TMPDIR"
