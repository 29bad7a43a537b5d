"""Proofs: why an atom holds or does not, from rules and facts, whichever engine decided."""
