"""An impact as one HTML page."""
