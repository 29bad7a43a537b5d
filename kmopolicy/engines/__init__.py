"""Engines: each compiles the checked program and answers questions about a world of facts."""
