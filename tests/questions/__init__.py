"""What people ask beyond one decision, held against every dossier of small policies."""
