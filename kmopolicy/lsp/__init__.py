"""The editor's room: what stands at a place in a page or a dossier, and a language server that says so."""
