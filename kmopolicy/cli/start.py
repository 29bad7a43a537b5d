"""The console entry: whoever stops the program while it is still coming in is not answered with a traceback."""

import sys


def main() -> None:
    """The program `kmopolicy`."""
    try:
        from kmopolicy.cli.main import main as program
    except KeyboardInterrupt:
        sys.exit(130)
    program()
