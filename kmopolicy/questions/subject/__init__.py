"""One subject amid the facts that it reaches, and those facts with changes."""
