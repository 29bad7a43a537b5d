"""Facts: dossiers and tables as typed facts, and the worlds that questions are asked of."""
