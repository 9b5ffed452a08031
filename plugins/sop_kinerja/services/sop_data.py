"""A version as the value that the rest of the house reads: linter, comparison, drawing, BPMN."""

from collections.abc import Iterable, Sequence

from plugins.sop_kinerja.alur import END, Flow, Node
from plugins.sop_kinerja.models import SopLangkah, SopPelaksana, SopVersi
from plugins.sop_kinerja.services.sop import columns_of, steps_of
from plugins.sop_kinerja.sopform import DAFTAR, KebutuhanData, LangkahData, PelaksanaData, SopData

_TEXTS = ("kabupaten", "perangkat_daerah", "unit", "penjelasan_singkat")


def data_of(versi: SopVersi) -> SopData:
    """What the version says, drafts with their gaps included; two queries.

    A next step that the form leaves open is written out, so that the value stands for itself.
    """
    return _data(versi, steps_of(versi), columns_of(versi).values())


def all_data(versions: Sequence[SopVersi]) -> dict[int, SopData]:
    """Version id -> what it says, of many at once: two queries, however many they are."""
    ids = [versi.id for versi in versions]
    steps: dict[int, list[SopLangkah]] = {one: [] for one in ids}
    columns: dict[int, list[SopPelaksana]] = {one: [] for one in ids}
    for step in SopLangkah.select().where(SopLangkah.versi.in_(ids)).order_by(SopLangkah.nomor):
        steps[step.versi_id].append(step)
    for column in SopPelaksana.select().where(SopPelaksana.versi.in_(ids)).order_by(SopPelaksana.urutan):
        columns[column.versi_id].append(column)
    return {versi.id: _data(versi, steps[versi.id], columns[versi.id]) for versi in versions}


def _data(versi: SopVersi, steps: Iterable[SopLangkah], columns: Iterable[SopPelaksana]) -> SopData:
    steps = list(steps)
    content, flow = versi.isi or {}, Flow(Node(step.nomor, step.ya_ke) for step in steps)
    lists = {name: tuple(str(one) for one in content.get(name) or ()) for name in DAFTAR}
    texts = {name: str(content.get(name) or "") for name in _TEXTS}
    return SopData(
        kode=str(versi.sop.kode),
        nama=str(versi.sop.nama),
        nomor=str(versi.nomor),
        tanggal_pembuatan=versi.tanggal_pembuatan,
        tanggal_revisi=versi.tanggal_revisi,
        tanggal_pengesahan=versi.tanggal_pengesahan,
        tanggal_efektif=versi.tanggal_efektif,
        disahkan_oleh_jabatan=str(versi.disahkan_oleh),
        jumlah_waktu_tercetak=str(versi.jumlah_tercetak),
        satuan_waktu=str(versi.satuan_waktu),
        pola=str(versi.sop.pola),
        hitungan_hari=str(versi.hitungan_hari),
        pelaksana=tuple(
            PelaksanaData(str(one.kode), str(one.label), str(one.jenis), str(one.tanda)) for one in columns
        ),
        langkah=tuple(_step(step, flow.after(step.nomor)) for step in steps),
        **lists,
        **texts,
    )


def _step(step: SopLangkah, following: int) -> LangkahData:
    return LangkahData(
        nomor=int(step.nomor),
        uraian=str(step.uraian),
        pelaksana=tuple(step.pelaksana),
        jenis=str(step.jenis),
        mulai=bool(step.mulai),
        selesai=following == END,
        kelengkapan=tuple(step.kelengkapan),
        waktu_nilai=int(step.waktu_nilai),
        waktu_satuan=str(step.waktu_satuan),
        output=str(step.output),
        keterangan=str(step.keterangan),
        ya_ke=following,
        tidak_ke=step.tidak_ke,
        kadensi=str(step.kadensi),
        aksi=str(step.aksi),
        kebutuhan=tuple(KebutuhanData(**need) for need in step.kebutuhan or ()),
    )
