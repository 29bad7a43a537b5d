"""What would have to be otherwise for a subject to have another outcome."""
