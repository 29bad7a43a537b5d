"""A policy with one row per entity: from the core program to columns, to the words that facts are packed in, to decisions."""
