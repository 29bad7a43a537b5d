"""The policy as a plan over whole tables: as SQL, in the languages of other engines, and run on DuckDB or on Spark."""
