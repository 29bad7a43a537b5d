"""Results as JSON, the contract for scripts and other front ends; `output.schema.json` says its form."""
