"""SOPs at random: any words, any columns, any Tidak, and a flow that holds together."""

from hypothesis import strategies as st

from plugins.sop_kinerja.batas import MAX_TIME
from plugins.sop_kinerja.sopform import (
    HITUNGAN_HARI,
    JENIS_KEBUTUHAN,
    JENIS_PELAKSANA,
    KADENSI,
    POLA,
    SATUAN_WAKTU,
    TANDA,
    KebutuhanData,
    LangkahData,
    PelaksanaData,
    SopData,
)

# Whatever a person may type or paste, line breaks and signs of XML included; no control characters.
words = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=30)
texts = st.one_of(words, st.sampled_from(["<a&b>\"'", "baris\nbaru\r\n\ttab", " ]]> ", "&amp;", "Ya", "–"]))
lists = st.lists(texts, max_size=4).map(tuple)
days = st.none() | st.dates()
codes = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)


@st.composite
def columns(draw: st.DrawFn) -> tuple[PelaksanaData, ...]:
    found = draw(st.lists(codes, unique=True, min_size=1, max_size=5))
    kinds, marks = st.sampled_from(JENIS_PELAKSANA), st.sampled_from(TANDA)
    return tuple(PelaksanaData(kode, draw(texts), draw(kinds), draw(marks)) for kode in found)


@st.composite
def steps(draw: st.DrawFn, kodes: list[str]) -> tuple[LangkahData, ...]:
    last = draw(st.integers(1, 8))
    return tuple(draw(step(number, last, kodes)) for number in range(1, last + 1))


@st.composite
def step(draw: st.DrawFn, number: int, last: int, kodes: list[str]) -> LangkahData:
    back = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
    items = draw(lists)
    needs = st.builds(
        KebutuhanData, texts, st.sampled_from(JENIS_KEBUTUHAN), texts, st.none() | st.integers(1, max(1, number - 1))
    )
    return LangkahData(
        nomor=number,
        uraian=draw(texts),
        pelaksana=tuple(draw(st.lists(st.sampled_from(kodes), unique=True, max_size=3))),
        jenis="kegiatan" if back is None else "keputusan",
        mulai=draw(st.booleans()) if number in (1, 3) else False,
        selesai=number == last,
        kelengkapan=items,
        waktu_nilai=draw(st.integers(0, MAX_TIME)),
        waktu_satuan=draw(st.sampled_from(("menit", "jam", "hari"))),
        output=draw(texts),
        keterangan=draw(texts),
        ya_ke=0 if number == last else number + 1,
        tidak_ke=back,
        kadensi=draw(st.sampled_from(KADENSI)),
        aksi=draw(st.sampled_from(("", "surat.draf", "kinerja.verifikasi"))),
        kebutuhan=tuple(draw(st.lists(needs, max_size=2))),
    )


@st.composite
def sops(draw: st.DrawFn) -> SopData:
    """An SOP that `write_bpmn` takes; performers may be missing, as in a draft."""
    cols = draw(columns())
    boxes = {
        name: draw(lists)
        for name in ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan", "tujuan")
    }
    return SopData(
        kode=draw(codes),
        kabupaten=draw(texts),
        perangkat_daerah=draw(texts),
        unit=draw(texts),
        nama=draw(texts),
        nomor=draw(texts),
        tanggal_pembuatan=draw(days),
        tanggal_revisi=draw(days),
        tanggal_pengesahan=draw(days),
        tanggal_efektif=draw(days),
        disahkan_oleh_jabatan=draw(texts),
        penjelasan_singkat=draw(texts),
        definisi=(),
        jumlah_waktu_tercetak=draw(texts),
        satuan_waktu=draw(st.sampled_from(SATUAN_WAKTU)),
        pola=draw(st.sampled_from(POLA)),
        pelaksana=cols,
        langkah=draw(steps([column.kode for column in cols])),
        hitungan_hari=draw(st.sampled_from(HITUNGAN_HARI)),
        **boxes,
    )
