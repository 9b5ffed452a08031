"""Hints for the verifier: figures at which somebody should look again, each with its reason. Pure.

A hint never blocks and decides nothing. What is unusual is measured by the indicator's own history, with statistics
that a single wrong figure in that history cannot bend (`ukuran`), never by a fixed percentage.
"""

from plugins.sop_kinerja.petunjuk.akhir import last_digits, of_digits
from plugins.sop_kinerja.petunjuk.angka import JENIS, Angka, Petunjuk, Titik
from plugins.sop_kinerja.petunjuk.berkas import Tempat, same_file
from plugins.sop_kinerja.petunjuk.periksa import of_figure

__all__ = ["JENIS", "Angka", "Petunjuk", "Tempat", "Titik", "last_digits", "of_digits", "of_figure", "same_file"]
