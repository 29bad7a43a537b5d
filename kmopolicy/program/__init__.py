"""The checked program, and the checks that make it from a syntax tree."""
