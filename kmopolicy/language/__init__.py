"""The language: Markdown pages to a syntax tree."""
