"""The words of every diagnostic, one module per subject."""
