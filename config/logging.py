"""One log format for every process, to stderr; whoever starts the process decides where that goes."""

import logging
from logging.config import dictConfig

FORMAT = "%(asctime)s %(levelname)s %(processName)s %(name)s: %(message)s"


def configure(level: str = "INFO") -> None:
    """Sets up the root logger; may be called again. `level` is a standard level name."""
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"plain": {"format": FORMAT}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
            "root": {"level": level, "handlers": ["stderr"]},
        }
    )
    logging.captureWarnings(True)
