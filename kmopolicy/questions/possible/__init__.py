"""Everything that can be said of a subject, and the possible worlds that a solver chooses from it."""
