"""Small policies made by hand: declarations and rules around one thing, its outcome and a sentence to cite."""

from kmopolicy.program.program import Program
from kmopolicy.testing.pages import block, front, made, sentences

_FRONT = front(outcomes=("goed", "slecht"))
CASES = """
cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"
    case goed when any right(Thing) nl "goed"
    case slecht otherwise nl "slecht".
define right(thing: Thing) met nl "goed".
"""
"""An outcome that is `goed` where `right` holds, which takes rules."""


def program_of(*statements: str) -> Program:
    """The program of these statements."""
    return made(_FRONT + block("Regels", "\n".join(statements)), sentences("alles telt")).program
