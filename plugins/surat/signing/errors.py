"""What can go wrong around an electronic signature. No sentence ever holds a passphrase."""

from core.errors import SelarasError


class SigningError(SelarasError):
    """The document could not be signed; nothing was kept."""

    status = 422


class WrongPassphrase(SigningError):
    """The passphrase does not open the signer's certificate."""


class CertificateExpired(SigningError):
    """The certificate is not valid at the time of signing (over, or not yet begun)."""


class CertificateDamaged(SigningError):
    """The stored certificate can be read with no passphrase at all."""


class UnreadablePdf(SigningError):
    """The bytes to be signed are no PDF that a signature fits in."""


class DemoCaBroken(SelarasError):
    """The folder of the demo CA lacks its key or its certificate, or they do not fit."""

    status = 500
