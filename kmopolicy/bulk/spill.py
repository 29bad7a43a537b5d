"""What goes to disk because it does not fit in memory, and what is told when it does not fit there either."""

import tempfile

from kmopolicy.bulk.refused import Refused
from kmopolicy.text.catalogue import bulk as catalogue
from kmopolicy.text.diagnostic import Diagnostic


def is_of_spill(failure: Exception, folder: str) -> bool:
    """Whether it is in that folder that something failed, as far as the database tells."""
    return bool(folder) and (folder in str(failure) or "max_temp_directory_size" in str(failure))


def no_room_to_spill() -> Refused:
    """Says that there is no room there."""
    told = Diagnostic(catalogue.NO_SPILL, None, {"folder": _folder()}, "room")
    return Refused(told, usage=True)


def _folder() -> str:
    try:
        return tempfile.gettempdir()
    except OSError:
        return "TMPDIR"
