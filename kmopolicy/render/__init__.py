"""Every result as terminal text, JSON, Markdown, Mermaid or CSV. Decides nothing: it only words its data."""
