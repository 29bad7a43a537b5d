"""All that can be wrong with facts."""

from kmopolicy.text.catalogue.facts import dossiers, expectations, forms, tables

ENTRIES = tuple(entry for module in (forms, dossiers, expectations, tables) for entry in module.ENTRIES)
