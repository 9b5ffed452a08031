"""What the departments type for Triwulan IV 2026, and the capaian that must come of it, worked out by hand.

The targets are those of the demo (plugins/sop_kinerja/data/demo/indikator.toml, fourth figure of each):
naik R/T × 100, turun (2T − R)/T × 100. None: belum dapat dinilai.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    kode: str
    typed: str
    capaian: float | None


@dataclass(frozen=True)
class Department:
    """`account` is who receives its letters and fills in its figures."""

    name: str
    account: str
    figures: tuple[Figure, ...]


DEPARTMENTS = (
    Department(
        "Dinas Pendidikan dan Kebudayaan",
        "perencana.dikbud",
        (
            Figure("DIKBUD-1", "79,2", 100.253165),  # target 79
            Figure("DIKBUD-2", "0,21", 95.0),  # target 0,2, turun
            Figure("DIKBUD-3", "63,8", 99.6875),  # target 64
            Figure("DIKBUD-4", "12", 100.0),  # target 12
        ),
    ),
    Department(
        "Dinas Kesehatan",
        "perencana.dinkes",
        (
            Figure("DINKES-1", "88,7", 98.555556),  # target 90
            Figure("DINKES-2", "16,2", 101.818182),  # target 16,5, turun
            Figure("DINKES-3", "1", None),  # target 0
            Figure("DINKES-4", "4", 100.0),  # target 4
            Figure("DINKES-5", "84,1", 101.325301),  # target 83
        ),
    ),
    Department(
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        "perencana.dpupr",
        (
            Figure("DPUPR-1", "63,5", 99.21875),  # target 64
            Figure("DPUPR-2", "83,4", 100.481928),  # target 83
            Figure("DPUPR-3", "4.500", 100.0),  # target 4.500
            Figure("DPUPR-4", "24", 104.0),  # target 25, turun
        ),
    ),
    Department(
        "Dinas Sosial",
        "perencana.dinsos",
        (
            Figure("DINSOS-1", "93,6", 98.526316),  # target 95
            Figure("DINSOS-2", "97", 102.105263),  # target 95
            Figure("DINSOS-3", "13.720", 101.62963),  # target 13.500
            Figure("DINSOS-4", "3,5", 112.5),  # target 4, turun
        ),
    ),
    Department(
        "Dinas Ketahanan Pangan dan Pertanian",
        "perencana.dkpp",
        (
            Figure("DKPP-1", "5.120,5", 102.41),  # target 5.000
            Figure("DKPP-2", "88,3", 100.340909),  # target 88
            Figure("DKPP-3", "2.418", 100.75),  # target 2.400
            Figure("DKPP-4", "20", -50.0),  # target 8, turun: past twice the target, shown as it is
        ),
    ),
    Department(
        "Dinas Kependudukan dan Pencatatan Sipil",
        "perencana.disdukcapil",
        (
            Figure("DISDUKCAPIL-1", "98,6", 100.101523),  # target 98,5
            Figure("DISDUKCAPIL-2", "96,5", 100.0),  # target 96,5
            Figure("DISDUKCAPIL-3", "31,4", 104.666667),  # target 30
            Figure("DISDUKCAPIL-4", "25", 100.0),  # target 25, turun
        ),
    ),
    Department(
        "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan",
        "perencana.bappedalitbang",
        (
            Figure("BAPPEDALITBANG-1", "98", 100.0),  # target 98
            Figure("BAPPEDALITBANG-2", "45,8", 101.777778),  # target 45
            Figure("BAPPEDALITBANG-3", "", None),  # not there yet, with a note that says why
            Figure("BAPPEDALITBANG-4", "19", 95.0),  # target 20
        ),
    ),
    Department(
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "perencana.bkpsdm",
        (
            Figure("BKPSDM-1", "75,2", 100.266667),  # target 75
            Figure("BKPSDM-2", "86,1", 101.294118),  # target 85
            Figure("BKPSDM-3", "96,4", 101.473684),  # target 95
            Figure("BKPSDM-4", "0", 200.0),  # target 3, turun
        ),
    ),
)
MEAN = 99.134933
"""Of the 31 that can be assessed, uncapped."""
ALL = tuple(figure for department in DEPARTMENTS for figure in department.figures)


def number(text: str) -> float:
    """'1.234,56' as the spreadsheet holds it."""
    return float(text.replace(".", "").replace(",", "."))


def evidence(folder: Path, name: str) -> Path:
    """A small real PDF, another for each name."""
    path = folder / f"Bukti {name}.pdf"
    content = f"BT /F1 12 Tf 72 720 Td (Bukti dukung {name}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = b"%PDF-1.4\n", []
    for index, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (index, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(body),
    )
    path.write_bytes(body)
    return path
