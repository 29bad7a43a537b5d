"""Questions need clingo, an extra: without it there is nothing to test here."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("clingo") else ["test_*.py"]
