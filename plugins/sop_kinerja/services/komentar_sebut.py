"""Whom a comment mentions: chosen from the colleagues, or typed as @nama where that fits one of them only."""

import re
from collections.abc import Iterable

from core import clock
from core.accounts.models import Akun, Peran, PeranAkun, PeranJabatan
from core.actor import Actor
from core.organisation.models import Pegawai, Penugasan
from core.organisation.positions import holds_on
from core.permissions import expand

READ = "sop_kinerja.kasus.read"
_TYPED = re.compile(r"(?<![\w@.])@([^\W\d_][\w'.-]*(?: +[^\W\d_][\w'.-]*){0,5})")


def colleagues(actor: Actor) -> list[Pegawai]:
    """People of the acting department who can open its cases, by name, without oneself."""
    department = actor.perangkat_daerah_id
    by_position = (
        PeranJabatan.select(PeranJabatan, Peran).join(Peran).where(PeranJabatan.perangkat_daerah == department)
    )
    positions = [row.jabatan_id for row in by_position if expand(row.peran.izin, (READ,))]
    held = Penugasan.select(Penugasan.pegawai).where(Penugasan.jabatan.in_(positions) & holds_on(clock.today()))
    by_account = (
        PeranAkun.select(PeranAkun, Peran)
        .join(Peran)
        .where(PeranAkun.perangkat_daerah.is_null() | (PeranAkun.perangkat_daerah == department))
    )
    accounts = [row.akun_id for row in by_account if expand(row.peran.izin, (READ,))]
    rows = (
        Pegawai.select()
        .join(Akun, on=(Akun.pegawai == Pegawai.id))
        .where(
            (Akun.aktif == True)  # noqa: E712
            & (Pegawai.id.in_(held) | (Akun.id.in_(accounts) & (Pegawai.perangkat_daerah == department)))
            & (Pegawai.id != (actor.pegawai_id or 0))
        )
    )
    return list(rows.distinct().order_by(Pegawai.nama, Pegawai.id))


def typed_mentions(text: str, people: Iterable[Pegawai]) -> tuple[set[int], list[str]]:
    """(ids of those whose name is typed after an @, what fits several of them).

    A name may be typed whole or from its first word on, without titles, in any letters: «@siti aminah», «@Siti».
    """
    known = [(pegawai.id, _words(str(pegawai.nama))) for pegawai in people]
    found: set[int] = set()
    unclear: list[str] = []
    for match in _TYPED.finditer(text):
        typed = _bare(match[1])
        # «@Siti tolong periksa»: what follows the name is no part of it, so the longest beginning that fits counts.
        for length in range(len(typed), 0, -1):
            fitting = [key for key, words in known if words[:length] == typed[:length]]
            if fitting:
                if len(fitting) == 1:
                    found.add(fitting[0])
                else:
                    unclear.append("@" + " ".join(match[1].split()[:length]).rstrip("."))
                break
    return found, unclear


def _words(name: str) -> list[str]:
    """The words of a name, without the titles before it («Dr.», «H.») and after a comma («, M.Si»)."""
    bare = name.split(",")[0]
    return _bare(" ".join(word for word in bare.split() if not word.endswith(".")) or bare)


def _bare(typed: str) -> list[str]:
    """In small letters, without titles in front and the full stop of a sentence behind."""
    words = typed.lower().split()
    while len(words) > 1 and words[0].endswith("."):
        words = words[1:]
    return [word.strip(".-'") for word in words]
