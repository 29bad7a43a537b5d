"""Every result as terminal text, JSON, Markdown, Mermaid, CSV or HTML. Decides nothing: it only words its data."""
