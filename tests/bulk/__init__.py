"""Tests of the policy as a plan over whole tables."""
