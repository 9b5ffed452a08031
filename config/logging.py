"""One log format for every process, to stderr; whoever starts the process decides where that goes."""

import logging
from logging.config import dictConfig

# At INFO these tell of every sweep, twelve times a minute.
_CHATTY = ("celery.beat", "celery.worker.strategy", "celery.app.trace", "mail.log")

FORMAT = "%(asctime)s %(levelname)s %(processName)s %(name)s: %(message)s"


def configure(level: str = "INFO") -> None:
    """Sets up the root logger; may be called again. `level` is a standard level name."""
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"plain": {"format": FORMAT}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
            "loggers": {name: {"level": level if level != "INFO" else "WARNING"} for name in _CHATTY},
            "root": {"level": level, "handlers": ["stderr"]},
        }
    )
    logging.captureWarnings(True)
