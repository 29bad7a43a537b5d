"""Where a command that changes a policy may write: never in the one that ships.

What ships is what is installed with the program, and what it falls back on where there is no policy. In a checkout the
folder `policy/` is a working copy like any other once it is named, or found upwards.
"""

import os
from pathlib import Path
from typing import NoReturn

from kmopolicy.cli.options import folder
from kmopolicy.cli.refusal import refuse
from kmopolicy.text.catalogue import authoring


def own_policy(typed: str | None, command: str) -> Path:
    """The policy folder to write in: as typed, else the nearest one upwards."""
    from kmopolicy.program.pages import nearest_policy

    found = folder(typed) or nearest_policy(Path())
    if found is None:
        refuse_shipped(command)
    keep_shipped(found, command)
    return found if typed else Path(os.path.relpath(found))


def keep_shipped(place: Path, command: str) -> None:
    """Refuses to write in the policy that was installed with the program."""
    if Path(__file__).resolve().parents[1] in place.resolve().parents:
        refuse_shipped(command)


def refuse_shipped(command: str) -> NoReturn:
    """Says what to do instead."""
    from kmopolicy.api import shipped_policy

    refuse(authoring.SHIPPED_POLICY, "copy", command=command, folder=str(shipped_policy()))
