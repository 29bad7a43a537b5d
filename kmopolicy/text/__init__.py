"""Files, places in them, and diagnostics with their catalogue."""
