"""Questions beyond one decision: for every possible service, between two policies, about what is still to be known."""
