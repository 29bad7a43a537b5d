"""Results as lines of styled text for a terminal, and how those lines come on a stream."""
