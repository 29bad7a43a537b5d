"""Every kind of diagnostic that there is: for who looks one up or writes about all of them."""

from kmopolicy.text.catalogue import authoring, bulk, certificate, clusters, databases, files, questions, usage
from kmopolicy.text.catalogue.facts import every as facts
from kmopolicy.text.catalogue.policy import every as policy
from kmopolicy.text.diagnostic import Entry

MODULES = (policy, files, facts, bulk, databases, clusters, usage, questions, authoring, certificate)
ENTRIES: tuple[Entry, ...] = tuple(entry for module in MODULES for entry in module.ENTRIES)
