"""Questions about whole tables: the same as about dossiers, put to both decisions of all subjects at once."""
