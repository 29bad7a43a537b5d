"""Results as HTML pages that need nothing else and run no script."""
