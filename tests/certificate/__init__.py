"""Certificates: every explanation stands, none that was tampered with does, and what checks them is small."""
