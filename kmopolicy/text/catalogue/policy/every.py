"""All that can be wrong with a policy, and which warnings can be allowed."""

from kmopolicy.text.catalogue.policy import doubtful, meaning, names, properties, quotes, syntax, tables
from kmopolicy.text.catalogue.policy.syntax import AND_MORE, NEEDLESS

MODULES = (syntax, names, meaning, tables, quotes, properties, doubtful)
ENTRIES = tuple(entry for module in MODULES for entry in module.ENTRIES)
ALLOWABLE = {
    entry.name: entry for entry in ENTRIES if entry.severity == "warning" and entry not in (AND_MORE, NEEDLESS)
}
"""The warnings that can be allowed where they stand, by their name."""
