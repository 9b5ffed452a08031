"""What stops a start; each is one sentence for the person at the terminal."""

from core.errors import ConfigurationError


class StartError(ConfigurationError):
    """The program can't start here and now: a port in use, a second start, a child that gives up."""
