"""For tests of policies: an oracle, and strategies generated from the declarations."""
