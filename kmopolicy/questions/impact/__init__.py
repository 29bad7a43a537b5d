"""Two policies held against each other for given facts: who gets another outcome, and by what."""
