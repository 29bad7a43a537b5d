"""The language: Markdown pages to a syntax tree, and in their one layout."""
