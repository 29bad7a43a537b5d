"""Where files stand for a cluster: a folder of this machine, or an address that every worker can reach."""

import os


def located(path: str) -> str:
    """A path that means the same whatever folder Java was started in."""
    return path if "://" in path else os.path.abspath(path)
