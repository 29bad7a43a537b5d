"""What can be wrong with facts, by what it is about."""
