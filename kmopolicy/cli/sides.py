"""What a word on the command line stands for where two policies are held against each other."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kmopolicy.cli.options import reading_choices
from kmopolicy.cli.session import Session

if TYPE_CHECKING:
    from kmopolicy import Policy

OLD = "A folder, a revision that git knows (HEAD~1) of the policy's folder, or a reading of it (NAME=OPTION)."
NEW = "What to hold against it: a folder, a revision or a reading as well."


class Chosen(NamedTuple):
    """One side as it was asked for: a policy, and the readings that are fixed for it."""

    policy: "Policy"
    readings: dict[str, str]


def side_of(typed: str, started: Session) -> Chosen:
    """What is on the disk first, then a reading, then a revision."""
    import kmopolicy

    if Path(typed).exists():
        return Chosen(kmopolicy.load(typed), {})
    if "=" in typed:
        return Chosen(started.policy, reading_choices(typed.split(","), started.policy.program.readings))
    return Chosen(kmopolicy.load(started.folder, revision=typed), {})
