"""`kmopolicy decide --engine spark`: whole tables decided on a cluster, or by Spark on this machine."""

import tempfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kmopolicy.cli.output import tell, width, write_lines
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session
from kmopolicy.text.addresses import without_password
from kmopolicy.text.catalogue import bulk, clusters, usage

if TYPE_CHECKING:
    from kmopolicy.bulk.duck import Counts


def decide_on_cluster(
    started: Session, facts: list[str], out: str | None, master: str | None, given: Mapping[str, object]
) -> int:
    """Decides them all, and writes the decisions as a folder, or how many there are of each."""
    for option, value in given.items():
        if value is not None:
            refuse(clusters.NOT_ON_SPARK, "drop", option=option)
    if len(facts) != 1:
        refuse(bulk.NOT_IN_BULK, "drop", option=without_password(facts[1]))
    if out is not None:
        if not out.rstrip("/").lower().endswith(".parquet"):
            refuse(clusters.PARQUET_ONLY, "parquet", file=without_password(out))
        tell(_summary(_decided(started, facts[0], out, master), started))
        return 0
    with tempfile.TemporaryDirectory(prefix="kmopolicy-") as made:
        found = _decided(started, facts[0], f"{made}/found.parquet", master)
    _show(found, started)
    return 0


def _decided(started: Session, source: str, out: str, master: str | None) -> "Counts":
    policy = started.policy
    with Working("deciding", started.lang):
        try:
            return policy.decide_tables(
                source, out, date=started.date, readings=started.readings, engine="spark", master=master
            )
        except OSError:
            refuse(usage.CANNOT_WRITE, "rights", file=out)


def _show(found: "Counts", started: Session) -> None:
    from kmopolicy.render import counts

    write_lines(counts.render(found.rows, found.apart, started.labels(), width(None)), None)


def _summary(found: "Counts", started: Session) -> str:
    from kmopolicy.render import counts

    return counts.summary(found.rows, found.apart, started.lang)
