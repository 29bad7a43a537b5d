"""What the API refuses, as exceptions that carry diagnostics: each says where, what and how to mend it."""

from collections.abc import Sequence

from kmopolicy.text.diagnostic import Diagnostic, Entry


class KmopolicyError(Exception):
    """Something that the caller can mend. `diagnostics` says what; the message is their text, in Dutch.

    `missing`: what was asked for is not there at all.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], *, missing: bool = False) -> None:
        super().__init__(diagnostics)
        self.diagnostics = tuple(diagnostics)
        self.missing = missing

    def __str__(self) -> str:
        from kmopolicy.text.underline import underlined

        return "\n".join(underlined(found, "nl") for found in self.diagnostics)


class PolicyError(KmopolicyError):
    """The policy is not valid, or `missing`."""


class FactsError(KmopolicyError):
    """The facts are not valid, or `missing`."""


class SubjectError(KmopolicyError):
    """The facts hold no such subject, or more than one."""


class OutcomeError(KmopolicyError):
    """A subject can have no such outcome."""


class QuestionError(KmopolicyError):
    """There is no such question about a subject."""


class ReadingError(KmopolicyError):
    """There is no such reading, or no such option."""


class GoalError(KmopolicyError):
    """The goal of a query is not valid."""


class TargetError(KmopolicyError):
    """The policy cannot be said in the language that is asked for."""


class ProofError(KmopolicyError):
    """The text is no explanation with a certificate."""


class ExtraError(KmopolicyError):
    """The answer needs a package that is not installed."""


def diagnosed(entry: Entry, help_key: str, **args: str) -> tuple[Diagnostic, ...]:
    """One diagnostic about what the caller passed."""
    return (Diagnostic(entry, None, args, help_key),)
