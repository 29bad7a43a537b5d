"""`kmopolicy new`: a policy, a scenario or a dossier to start from, that works as it stands and explains itself."""

import os
import shlex
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.options import LangOption, PolicyOption, chosen, completes, folder, language
from kmopolicy.cli.output import tell, write_file, write_folder, write_text
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session, session
from kmopolicy.cli.writable import keep_shipped, own_policy
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kmopolicy.text.localized import Lang

KINDS = ("policy", "scenario", "dossier")
Made = tuple[Path, list[str]]
"""What was made, and the command to go on with."""
_SCENARIOS = "scenarios"


def new(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="policy, scenario or dossier.", autocompletion=completes(*KINDS))
    ],
    dest: Annotated[
        str | None,
        typer.Argument(metavar="[DEST]", help="What to call it, or where to put it. Scenarios go with their policy."),
    ] = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
) -> int:
    """Write a policy, a scenario or a dossier to start from, with what to fill in. Nothing is ever overwritten.

    Examples:

    kmopolicy new policy proefbeleid

    kmopolicy new scenario yoga --policy mijn-beleid

    kmopolicy new dossier dossiers/twee.yaml
    """
    from kmopolicy.render.words.fixed import word
    from kmopolicy.render.words.safe import clean

    speaks = language(lang)
    if chosen("KIND", kind, KINDS) == "policy":
        made, command = _policy(Path(dest or word("new policy name", speaks)), speaks)
    elif kind == "scenario":
        made, command = _scenario(_yaml(dest or "scenario"), policy, speaks)
    else:
        made, command = _dossier(_yaml(dest or "dossier"), policy, speaks)
    write_text(f"{clean(str(made))}\n", None)
    tell(word(f"new {kind} made", speaks, file=clean(str(made)), command=clean(shlex.join(command))))
    return 0


def _policy(place: Path, lang: "Lang") -> Made:
    from kmopolicy.program.pages import nearest_policy
    from kmopolicy.render.manual import starter

    around = nearest_policy(place.parent)
    if around:
        refuse(usage.POLICY_IN_POLICY, "outside", folder=str(place), policy=str(around))
    _still_free(place)
    write_folder(str(place), starter.policy(lang))
    return place, ["kmopolicy", "check", str(place)]


def _dossier(place: Path, policy: str | None, lang: "Lang") -> Made:
    from kmopolicy.render.manual import starter

    command = ["kmopolicy", "decide", str(place), *(["--policy", policy] if policy else [])]
    text = starter.dossier(session(policy, lang).labels(), shlex.join(command))
    _still_free(place)
    write_file(str(place), text, "own")
    return place, command


def _scenario(name: Path, policy: str | None, lang: "Lang") -> Made:
    from kmopolicy.program.pages import nearest_policy
    from kmopolicy.render.manual import starter

    root, place = _among_scenarios(name, policy)
    nearest = nearest_policy(Path()) == Path(os.path.abspath(root))
    command = ["kmopolicy", "test", *([] if nearest else ["--policy", str(root)])]
    started = session(str(root), lang)
    text = starter.scenario(started.labels(), shlex.join(command), _outcomes(started))
    _still_free(place)
    _make(root / _SCENARIOS)
    write_file(str(place), text, "own")
    return place, command


def _among_scenarios(name: Path, policy: str | None) -> tuple[Path, Path]:
    """The policy, and the place in it: of a bare name among its scenarios, of a path where it leads."""
    from kmopolicy.program.pages import nearest_policy

    if name.parent == Path():
        root = own_policy(policy, "kmopolicy new scenario")
        return root, root / _SCENARIOS / name
    root = folder(policy) or Path(os.path.relpath(nearest_policy(name.parent) or Path()))
    if Path(os.path.abspath(root / _SCENARIOS)) not in Path(os.path.abspath(name)).parents:
        refuse(usage.OUTSIDE_SCENARIOS, "name", file=str(name), name=name.stem)
    keep_shipped(root, "kmopolicy new scenario")
    return root, name


def _outcomes(started: Session) -> "Mapping[str, str]":
    """What the dossier gives that the scenario starts with; nothing where something must be filled in first."""
    from kmopolicy.facts.read import STDIN, read_facts
    from kmopolicy.render.manual import starter

    text = starter.dossier(started.labels(), "").encode()
    facts = read_facts(started.policy.program, STDIN, today=date.today(), stdin=BytesIO(text)).facts
    return {found.subject: found.outcome for found in started.policy.decide(facts)} if facts else {}


def _yaml(typed: str) -> Path:
    """The file that was asked for, as YAML whatever its name."""
    name = Path(typed)
    if name.name in ("", "..") or typed.endswith(("/", os.sep)):
        refuse(usage.CANNOT_WRITE, "name", file=typed)
    return name if name.suffix in (".yaml", ".yml") else name.with_name(f"{name.name}.yaml")


def _still_free(place: Path) -> None:
    if os.path.lexists(place):
        refuse(usage.EXISTS, "name", file=str(place))


def _make(scenarios: Path) -> None:
    try:
        scenarios.mkdir(exist_ok=True)
    except OSError:
        refuse(usage.CANNOT_WRITE, "own", file=str(scenarios))
