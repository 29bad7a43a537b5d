"""Two policies beside each other: how each decides, what both can speak of, and which differences are responsible."""
