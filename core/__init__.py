"""The plugin host of Selaras: knows no plugin by name."""

__version__ = "0.1.0"
