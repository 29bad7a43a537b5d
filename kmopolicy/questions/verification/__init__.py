"""What must hold of every possible subject, proved or refuted by a smallest counterexample."""
