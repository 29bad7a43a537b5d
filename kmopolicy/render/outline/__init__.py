"""An explanation told as an outline of items, whatever it is then laid out as."""
