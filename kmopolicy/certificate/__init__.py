"""The certificate of an explanation: the facts that it is about, and the replay of all that it claims of them."""
