"""What is wrong with a filled form, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Masalah:
    """`lembar` and `sel` as in the sender's file; `kunci` and `kolom`: the same place in the form, when it has one."""

    lembar: str
    sel: str
    kalimat: str
    kunci: str = ""
    kolom: str = ""
