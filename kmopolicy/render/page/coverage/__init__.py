"""A coverage as one HTML page."""
