"""What can go wrong with letters, beside signing itself (see signing/errors.py)."""

from core.errors import NotAllowed, StateError


class NotYourTurn(NotAllowed):
    """The letter waits for another position; the sentence says for which."""


class TextChanged(StateError):
    """The text is not the one that was agreed to (or that the person saw): it has to go round again."""


class NumberPatternWrong(StateError):
    """The department's pattern of letter numbers cannot give a number."""


class NoCertificate(StateError):
    """The signer has no valid certificate, or it is locked for a while."""
