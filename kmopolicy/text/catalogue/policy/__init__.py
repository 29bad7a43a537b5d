"""What can be wrong with a policy, by what it is about."""
