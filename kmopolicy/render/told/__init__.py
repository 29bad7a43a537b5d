"""Results of questions in words, whatever they are shown as: on a terminal, on a page or in a document."""
