"""The version of the package: the one place it stands."""

VERSION = "0.1.0"
