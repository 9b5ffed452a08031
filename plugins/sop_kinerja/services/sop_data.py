"""A version as the value that the rest of the house reads: linter, comparison, drawing, BPMN."""

from plugins.sop_kinerja.alur import END
from plugins.sop_kinerja.models import SopLangkah, SopVersi
from plugins.sop_kinerja.services.sop import columns_of, flow_of, steps_of
from plugins.sop_kinerja.sopform import KebutuhanData, LangkahData, PelaksanaData, SopData

_LISTS = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan", "tujuan", "definisi")
_TEXTS = ("kabupaten", "perangkat_daerah", "unit", "penjelasan_singkat")


def data_of(versi: SopVersi) -> SopData:
    """What the version says, drafts with their gaps included; three queries.

    A next step that the form leaves open is written out, so that the value stands for itself.
    """
    content = versi.isi or {}
    steps, columns, flow = steps_of(versi), columns_of(versi), flow_of(versi)
    lists = {name: tuple(str(one) for one in content.get(name) or ()) for name in _LISTS}
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
            PelaksanaData(str(one.kode), str(one.label), str(one.jenis), str(one.tanda)) for one in columns.values()
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
