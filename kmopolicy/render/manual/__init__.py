"""Files that are made once and then kept or edited: what to start from, and pages of the documentation."""
