"""The words that all renderers share: fixed ones, what people call things, and data that is safe to show."""
