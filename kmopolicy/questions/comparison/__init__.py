"""Two policies held against each other for every possible subject."""
