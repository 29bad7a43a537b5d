"""The command line: one file per command. Importing it imports no engine, no parser and no renderer."""
