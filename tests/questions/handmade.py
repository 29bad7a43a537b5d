"""Small policies made by hand: declarations and rules around one thing, its outcome and a sentence to cite."""

from kmopolicy.program.program import Program
from kmopolicy.testing.policies import made

_PAGE = """# Proef

> **S1** alles telt

```datalog
policy proef nl "Proef".
source bron text "sources/bron.txt" sentences "sources/zinnen.csv" nl "de bron".
entity Thing in things nl "ding" nl plural "dingen".
entity Box in boxes nl "doos" nl plural "dozen".
type Colour in colours nl "kleur" nl plural "kleuren".
type Verdict judged default ja opposite nee nl "oordeel" nl plural "oordelen".
type Outcome nl "uitkomst" nl plural "uitkomsten".
```

| constant | nl |
| --- | --- |
| rood | rood |
| groen | groen |

| constant | nl |
| --- | --- |
| ja | ja |
| nee | nee |

| constant | nl |
| --- | --- |
| goed | goed |
| slecht | slecht |

## Regels

> **S1** alles telt

```datalog
STATEMENTS
```
"""
_FILES = {"sources/bron.txt": b"alles telt\n", "sources/zinnen.csv": b"sentence,text\nS1,alles telt\n"}
CASES = """
cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"
    case goed when any right(Thing) nl "goed"
    case slecht otherwise nl "slecht".
define right(thing: Thing) met nl "goed".
"""
"""An outcome that is `goed` where `right` holds, which takes rules."""


def program_of(*statements: str) -> Program:
    """The program of these statements."""
    return made(_PAGE.replace("STATEMENTS", "\n".join(statements)), _FILES).program
