"""Results in the forms that other programs take: Markdown, Mermaid, CSV, Parquet, SARIF, JUnit."""
