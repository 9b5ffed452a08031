"""Files, stored once by their SHA-256 and never executed: rows say whose they are and what they are called."""

from core.files.models import Dokumen
from core.files.storage import open_file, read, store, store_upload, verify

__all__ = ["Dokumen", "open_file", "read", "store", "store_upload", "verify"]
