"""Random SOPs and page breaks for the drawing, and the geometry by which a drawing is judged."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

from plugins.sop_kinerja.bagan import PAPER, Arrow, Chart, Shape, layout, least_height
from plugins.sop_kinerja.sopform import LangkahData, PelaksanaData, SopData

EPS = 1e-6
Segment = tuple[float, float, float, float]
"""x0 ≤ x1, y0 ≤ y1."""


@dataclass(frozen=True)
class Drawn:
    sop: SopData
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    groups: tuple[tuple[int, ...], ...]

    @property
    def chart(self) -> Chart:
        return layout(self.sop, self.widths, self.heights, self.groups)


def step(nomor: int, pelaksana: tuple[str, ...], ya_ke: int, tidak_ke: int | None, jenis: str = "") -> LangkahData:
    return LangkahData(
        nomor=nomor, uraian=f"Kegiatan {nomor}", pelaksana=pelaksana,
        jenis=jenis or ("keputusan" if tidak_ke else "kegiatan"), mulai=nomor == 1, selesai=ya_ke == 0,
        kelengkapan=(), waktu_nilai=1, waktu_satuan="hari", output="", keterangan="", ya_ke=ya_ke, tidak_ke=tidak_ke,
        kadensi="kampanye", aksi="",
    )  # fmt: skip


def sop_of(columns: int, steps: tuple[LangkahData, ...]) -> SopData:
    return SopData(
        kode="acak", kabupaten="", perangkat_daerah="", unit="", nama="Acak", nomor="", tanggal_pembuatan=None,
        tanggal_revisi=None, tanggal_pengesahan=None, tanggal_efektif=None, disahkan_oleh_jabatan="", dasar_hukum=(),
        kualifikasi=(), keterkaitan=(), peralatan=(), peringatan=(), pencatatan=(), penjelasan_singkat="", tujuan=(),
        definisi=(), jumlah_waktu_tercetak="", satuan_waktu="campuran", pola="kampanye",
        pelaksana=tuple(PelaksanaData(f"k{i}", f"Kolom {i}", "jabatan") for i in range(columns)), langkah=steps,
    )  # fmt: skip


@st.composite
def drawings(draw: st.DrawFn) -> Drawn:
    """SOPs of 1-8 columns and 1-25 steps: forward jumps, Tidak to anywhere, steps of several columns, page breaks."""
    columns = draw(st.integers(1, 8))
    count = draw(st.integers(1, 25))
    steps = []
    for nomor in range(1, count + 1):
        who = draw(st.lists(st.integers(0, columns - 1), min_size=1, max_size=min(3, columns), unique=True))
        ya = nomor + draw(st.sampled_from([1, 1, 1, 1, 2, 3, 7]))
        tidak = draw(st.one_of(st.none(), st.integers(1, count)))
        jenis = draw(st.sampled_from(["", "", "keputusan"]))
        steps.append(step(nomor, tuple(f"k{i}" for i in who), ya if ya <= count else 0, tidak, jenis))
    sop = sop_of(columns, tuple(steps))
    widths = tuple(draw(st.floats(44, 90)) for _ in range(columns))
    heights = tuple(least_height(sop, one.nomor, PAPER) + draw(st.floats(0, 60)) for one in steps)
    breaks = sorted(draw(st.sets(st.integers(1, count - 1), max_size=4))) if count > 1 else []
    groups = tuple(tuple(range(a, b)) for a, b in pairwise([0, *breaks, count]))
    return Drawn(sop, widths, heights, groups)


def segments(arrow: Arrow) -> list[Segment]:
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairwise(arrow.points)]


def box(shape: Shape) -> Segment:
    return shape.x, shape.y, shape.x + shape.w, shape.y + shape.h


def cuts(segment: Segment, area: Segment) -> bool:
    """Whether a segment or rectangle comes into the inside of the area."""
    return (
        segment[0] < area[2] - EPS and segment[2] > area[0] + EPS
        and segment[1] < area[3] - EPS and segment[3] > area[1] + EPS
    )  # fmt: skip


def covers(one: Segment, other: Segment) -> bool:
    """Whether two segments of the same direction lie on each other for more than a point."""
    for fixed, along in ((0, 1), (1, 0)):
        same = all(abs(s[fixed] - s[fixed + 2]) < EPS for s in (one, other)) and abs(one[fixed] - other[fixed]) < EPS
        if same and min(one[along + 2], other[along + 2]) - max(one[along], other[along]) > EPS:
            return True
    return False


def on_border(point: tuple[float, float], shape: Shape) -> bool:
    """Whether the point is the middle of one of the shape's four sides (the corners of a diamond)."""
    x, y = shape.centre
    ports = ((shape.x, y), (shape.x + shape.w, y), (x, shape.y), (x, shape.y + shape.h))
    return any(abs(point[0] - a) < EPS and abs(point[1] - b) < EPS for a, b in ports)
