"""Tests of the editor's room."""
