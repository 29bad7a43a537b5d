"""`kmopolicy decide --engine spark`: whole tables decided on a cluster, or by Spark on this machine."""

import tempfile
from collections.abc import Mapping

from kmopolicy.cli.options import listed
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session
from kmopolicy.cli.tables import decided, one_source, show, tell_of
from kmopolicy.text.addresses import without_password
from kmopolicy.text.catalogue import clusters, usage

_SUFFIXES = (".parquet", ".csv", ".jsonl")


def decide_on_cluster(
    started: Session,
    facts: list[str],
    out: str | None,
    master: str | None,
    quarantine: str | None,
    given: Mapping[str, object],
) -> int:
    """Decides them all, and writes the decisions as a folder, or how many there are of each."""
    for option, value in given.items():
        if value is not None:
            refuse(clusters.NOT_ON_SPARK, "drop", option=option)
    one_source(facts, None)
    for folder in (out, quarantine):
        if folder is not None and not folder.rstrip("/").lower().endswith(_SUFFIXES):
            refuse(clusters.FOLDERS_ONLY, "form", file=without_password(folder), known=listed(_SUFFIXES))
    how = {"engine": "spark", "master": master, "quarantine": quarantine}
    if out is not None:
        try:
            tell_of(decided(started, facts[0], out, **how), started)
        except OSError:
            refuse(usage.CANNOT_WRITE, "rights", file=without_password(out))
        return 0
    with tempfile.TemporaryDirectory(prefix="kmopolicy-") as made:
        found = decided(started, facts[0], f"{made}/found.parquet", **how)
    show(found, started)
    return 0
