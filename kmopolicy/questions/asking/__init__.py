"""What is still to be known of a subject: the questions that there are, their answers, and which to ask next."""
