"""Addresses of databases as people type them, and as they may be shown: never with a password."""

from urllib.parse import urlsplit

_DATABASE = ("postgresql://", "postgres://")


def is_database(address: str) -> bool:
    """Whether it is the address of a database on a server."""
    return address.lower().startswith(_DATABASE)


def without_password(address: str) -> str:
    """The address of a database without what is secret in it: passwords, and whatever follows a question mark.

    Anything that is no such address is shown as it is.

    >>> without_password("postgresql://vera:geheim@db.example.org:5433/archief?sslpassword=geheim")
    'postgresql://vera@db.example.org:5433/archief'
    """
    if not is_database(address):
        return address
    try:
        found = urlsplit(address)
    except ValueError:  # a host that is none: nothing of it can be told apart from a password
        return "postgresql://…"
    user, at, host = found.netloc.rpartition("@")
    shown = f"{user.partition(':')[0]}{at}{host}"
    # A password with a slash or a mark in it ends where nobody expects it: then nothing is shown.
    if "@" in found.path or "@" in found.query or "@" in found.fragment or "@" in shown.replace(at, "", 1):
        return "postgresql://…"
    return f"postgresql://{shown}{found.path}"
