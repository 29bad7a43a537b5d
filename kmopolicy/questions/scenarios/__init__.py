"""Scenarios held against what the policy says: whether they hold, what they would notice, and what they reach."""
