"""The linter on SOPs of any shape: it never fails, and what it lets pass the engine can run."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.sop_kinerja.alur import END, Flow, Node
from plugins.sop_kinerja.periksa import GALAT, Konteks, inspect
from plugins.sop_kinerja.sopform import JENIS_KEBUTUHAN, KADENSI, POLA, KebutuhanData, LangkahData, SopData
from tests.plugins.sop_kinerja.good_sops import CAMPAIGN, REVOKED, TODAY

_WORDS = ["Menyusun", "laporan", "Kepala", "Seksi", "kepada", "Tim", "/", ";", ",", "PP", "79/2005", "Dinas"]
_TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "PK",
            "Disposisi",
            "Disposisi Perjanjian Kinerja",
            "Kasubag Evlap",
            "Kec. Batui",
            "Laporan triwulan",
            "TIDAK",
        ]
    ),
    st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join),
)
_MANY = st.lists(_TEXTS, max_size=4).map(tuple)


@st.composite
def steps(draw: st.DrawFn, nomor: int, last: int) -> LangkahData:
    somewhere = st.integers(-1, last + 2)
    needs = st.builds(KebutuhanData, _TEXTS, st.sampled_from(JENIS_KEBUTUHAN), _TEXTS, st.none() | somewhere)
    return LangkahData(
        nomor=nomor,
        uraian=draw(_TEXTS),
        pelaksana=draw(st.lists(st.sampled_from(["kepala", "sekretaris", "tiada"]), max_size=2).map(tuple)),
        jenis=draw(st.sampled_from(["kegiatan", "keputusan"])),
        mulai=draw(st.booleans()) if draw(st.booleans()) else nomor == 1,
        selesai=False,
        kelengkapan=draw(_MANY),
        waktu_nilai=draw(st.integers(-5, 500)),
        waktu_satuan=draw(st.sampled_from(["menit", "jam", "hari", "Hari", "minggu", ""])),
        output=draw(_TEXTS),
        keterangan=draw(_TEXTS),
        ya_ke=draw(st.one_of(st.just(nomor + 1 if nomor < last else END), somewhere)),
        tidak_ke=draw(st.none() | somewhere),
        kadensi=draw(st.sampled_from(KADENSI)),
        aksi="",
        kebutuhan=draw(st.lists(needs, max_size=2).map(tuple)),
    )


@st.composite
def sops(draw: st.DrawFn) -> SopData:
    last = draw(st.integers(0, 5))
    return replace(
        CAMPAIGN,
        nama=draw(_TEXTS),
        perangkat_daerah=draw(_TEXTS),
        unit=draw(_TEXTS),
        kabupaten=draw(_TEXTS),
        dasar_hukum=draw(_MANY),
        keterkaitan=draw(_MANY),
        peralatan=draw(_MANY),
        jumlah_waktu_tercetak=draw(_TEXTS),
        pola=draw(st.sampled_from(POLA)),
        langkah=tuple(draw(steps(nomor, last)) for nomor in range(1, last + 1)),
    )


def flows(sop: SopData) -> list[Flow]:
    """As the engine runs them: one of each cadence where the SOP rolls up, else one."""
    parts = list(dict.fromkeys(step.kadensi for step in sop.langkah)) if sop.pola == "bertingkat" else [""]
    found = []
    for part in parts:
        inside = [step for step in sop.langkah if part in ("", step.kadensi)]
        outside = {step.nomor for step in sop.langkah} - {step.nomor for step in inside}
        found.append(
            Flow(
                Node(step.nomor, END if step.ya_ke in outside else step.ya_ke, step.tidak_ke, step.mulai)
                for step in inside
            )
        )
    return found


@settings(max_examples=200, deadline=None)
@given(sops())
def test_no_sop_is_too_odd_to_be_read(sop: SopData) -> None:
    for one in inspect(sop, Konteks(TODAY, {}, REVOKED)):
        assert one.masalah and one.tindakan and one.tempat.label


@settings(max_examples=300, deadline=None)
@given(sops(), st.data())
def test_what_has_no_galat_runs(sop: SopData, data: st.DataObject) -> None:
    """Most random flows are broken; so each is also mended half-way, with arrows that lead on."""
    mended = tuple(
        replace(
            step,
            mulai=step.nomor == 1,
            pelaksana=("kepala",),
            waktu_nilai=1,
            waktu_satuan="jam",
            kebutuhan=(),
            kelengkapan=(),
            jenis="keputusan" if step.tidak_ke is not None else "kegiatan",
            ya_ke=data.draw(st.sampled_from([step.nomor + 1, step.ya_ke])) if step.nomor < len(sop.langkah) else END,
        )
        for step in sop.langkah
    )
    for candidate in (sop, replace(sop, nama="SOP", langkah=mended)):
        if not any(one.tingkat == GALAT for one in inspect(candidate, Konteks(TODAY))):
            for flow in flows(candidate):
                flow.check()
