"""What goes wrong before the program has a kernel to speak of."""


class SettingsError(Exception):
    """A setting or the data folder can't be used; the message is one Indonesian line for the operator."""
