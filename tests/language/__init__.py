"""The language: its pages, its layout."""
