"""Names in their two spellings: `listing_request` for predicates and values, `ListingRequest` for variables and types."""

import re


def snake(name: str) -> str:
    """ListingRequest, listing_request."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def camel(name: str) -> str:
    """listing_request, ListingRequest."""
    return "".join(part.capitalize() for part in re.split("_+", name))
