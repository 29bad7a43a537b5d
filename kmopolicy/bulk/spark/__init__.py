"""Whole tables on Spark: what DuckDB runs on one machine, said in Spark SQL and run on any number of them."""
