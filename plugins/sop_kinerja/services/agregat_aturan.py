"""The declared rules in SQL: one select for every axis, which makes nodes of nodes.

Three layers: grouped (sums and ends of the parts), counted (sums put together, the target looked up), decided (the
figure by its rule, or why there is none). What is not filled in although it was due makes a period incomplete; what
was not due and has no figure counts as there, with nothing to add.
"""

from plugins.sop_kinerja.services.agregat_capaian import INCOMPLETE, NO_DIVISOR, NO_PARTS, NO_WEIGHT, OVERFLOW
from plugins.sop_kinerja.services.agregat_kunci import KUNCI
from plugins.sop_kinerja.services.agregat_periode import DIMINTA, PARTS, SIMPUL
from plugins.sop_kinerja.services.agregat_sql import (
    TARGET,
    TOO_LARGE,
    UNIT,
    divided,
    sums,
    then,
    total,
    weighted,
    weighted_mean,
)

MEAN = "('rata_rata', 'tertimbang')"
"""Over parts of a period or over units there is one weight only: a weighted mean is a mean."""


def made(axis: str, level: str = "", branch: str = "") -> str:
    """A select of the new nodes, in the order of the working table's columns.

    :param axis: 'periode' (level TW, S or TH; branch a condition such as ``= ''``), 'unit', or 'turunan' (level: the
        one of the children, counted from the root)
    """
    holds = "sebab = 0 AND terisi > 0"
    keeps_sum = f"{holds} AND aturan IN ('jumlah', 'rata_rata', 'tertimbang')"
    keeps_parts = f"{holds} AND aturan IN ('rasio', 'terakhir')"
    # MATERIALIZED: else both databases write the expressions of one layer into the next again and again, and take
    # longer to plan the statement than to run it.
    return f"""
        WITH g AS MATERIALIZED ({_grouped(axis, level, branch)}),
            c AS MATERIALIZED (SELECT g.*, {_counted(axis)} FROM g {_looked_up(axis)}),
            v AS MATERIALIZED (SELECT c.*, {_by_rule(axis)} AS mentah FROM c),
            d AS MATERIALIZED (SELECT v.*, {_why_not(axis)} AS sebab FROM v)
        SELECT id, perangkat_daerah_id, periode, cabang, '{axis}', CASE WHEN {holds} THEN mentah END,
            CASE WHEN {keeps_sum} THEN jumlah_utuh END, banyak,
            CASE WHEN {keeps_parts} THEN pembilang_utuh END, CASE WHEN {keeps_parts} THEN penyebut_utuh END,
            target_utuh, atas_utuh, tempo_utuh, formula, ada, perlu_utuh, sebab
        FROM d
        WHERE NOT EXISTS (SELECT 1 FROM {SIMPUL} o
            WHERE o.indikator_tahun_id = d.id AND o.periode = d.periode AND o.cabang = d.cabang)"""


def _grouped(axis: str, level: str, branch: str) -> str:
    rule = "k.aturan" if axis == "periode" else "k.aturan_unit"
    here = {
        "periode": "substr(s.periode, 1, 5) || b.utuh AS periode, s.cabang, MAX(b.perlu) AS perlu",
        "unit": "s.periode, '' AS cabang, COUNT(*) AS perlu",
        "turunan": "s.periode, '' AS cabang, MAX(k.anak) AS perlu",
    }[axis]
    own = f"k.id, k.perangkat_daerah_id, k.indikator_id, k.formula, k.persen, {rule}"
    value, many = "s.nilai", "COUNT(s.nilai)"
    if axis == "periode":
        # A mean of a year is the mean of its base parts, not of its halves' means.
        value = f"CASE WHEN s.asal = 'periode' AND {rule} IN {MEAN} THEN s.jumlah ELSE s.nilai END"
        many = "SUM(CASE WHEN s.asal = 'periode' THEN s.banyak WHEN s.nilai IS NULL THEN 0 ELSE 1 END)"
    there = "s.nilai IS NOT NULL"
    select = [
        f"{own} AS aturan, {here}, COUNT(s.nilai) AS terisi, {many} AS banyak, COUNT(*) AS bagian_ada",
        "SUM(CASE WHEN s.ada = s.perlu THEN 1 ELSE 0 END) AS ada, MAX(s.nilai) AS tertinggi, MIN(s.nilai) AS terendah",
        f"MAX(CASE WHEN s.sebab > {INCOMPLETE} THEN s.sebab ELSE 0 END) AS galat",
        "MAX(CASE WHEN s.jatuh_tempo THEN 1 ELSE 0 END) AS tempo",
        f"SUM(CASE WHEN {there} AND (s.pembilang IS NULL OR s.penyebut IS NULL) THEN 1 ELSE 0 END) AS tanpa_rasio",
        sums(value, "jumlah"),
        *(sums(f"CASE WHEN {there} THEN s.{part} END", part) for part in ("pembilang", "penyebut")),
        "COUNT(s.target) AS bertarget, MAX(s.target) AS t_tertinggi, MIN(s.target) AS t_terendah",
        "MAX(s.target_atas) AS a_tertinggi, MIN(s.target_atas) AS a_terendah, COUNT(s.target_atas) AS beratas",
    ]
    if axis == "periode":
        select += [
            "SUM(CASE WHEN s.jatuh_tempo AND s.target IS NULL THEN 1 ELSE 0 END) AS t_kurang",
            *(sums(f"s.{name}", f"{letter}_jumlah") for name, letter in (("target", "t"), ("target_atas", "a"))),
            *(
                f"MAX(CASE WHEN b.urutan = {n} THEN s.{name} END) AS {name}{n}"
                for name in ("nilai", "pembilang", "penyebut", "target", "target_atas")
                for n in (1, 2, 3)
            ),
        ]
    if axis == "turunan":
        select += [
            weighted("s.nilai", "c.bobot", "timbang"),
            f"SUM(CASE WHEN {there} AND c.bobot IS NULL THEN 1 ELSE 0 END) AS tanpa_bobot",
        ]
    group = f"{own}, substr(s.periode, 1, 5), b.utuh, s.cabang" if axis == "periode" else f"{own}, s.periode"
    return f"SELECT {', '.join(select)} {_source(axis, level, branch)} GROUP BY {group} {_having(axis)}"


def _source(axis: str, level: str, branch: str) -> str:
    if axis == "turunan":
        return f"""FROM {KUNCI} c {then()} {KUNCI} k ON k.id = c.induk_id
            {then()} {SIMPUL} s ON s.indikator_tahun_id = c.id AND s.cabang = ''
            WHERE c.lapis = {int(level)} AND k.ditulis = 1 AND k.aturan_unit <> 'tidak'"""
    if axis == "unit":
        return f"""FROM {SIMPUL} s JOIN {KUNCI} k ON k.id = s.indikator_tahun_id
            WHERE k.ditulis = 1 AND s.cabang <> '' AND k.aturan_unit <> 'tidak'"""
    parts = " UNION ALL ".join(
        f"SELECT '{part}' AS bagian, '{whole}' AS utuh, {number} AS urutan, {len(those)} AS perlu"
        for whole, those in PARTS[level].items()
        for number, part in enumerate(those, start=1)
    )
    return f"""FROM {SIMPUL} s JOIN {KUNCI} k ON k.id = s.indikator_tahun_id
        JOIN ({parts}) b ON b.bagian = substr(s.periode, 6)
        WHERE k.ditulis = 1 AND s.cabang {branch} AND k.aturan <> 'tidak'"""


def _having(axis: str) -> str:
    """Units and children count as soon as one of them has something; a period's row says what it still lacks."""
    if axis == "periode":
        return ""
    some = "" if axis == "unit" else "OR COUNT(s.nilai) > 0"
    return f"HAVING SUM(CASE WHEN s.ada = s.perlu THEN 1 ELSE 0 END) > 0 {some}"


def _looked_up(axis: str) -> str:
    found = f"LEFT JOIN {TARGET} t ON t.indikator_id = g.indikator_id AND t.periode = g.periode"
    if axis == "unit":
        found += f" LEFT JOIN {DIMINTA} m ON m.indikator_tahun_id = g.id AND m.periode = g.periode"
    return found


def _counted(axis: str) -> str:
    """The target is the one that was set for the period; only where none was it is made as the figures are."""
    made_of = {"periode": (_period_target("t"), _period_target("a")), "turunan": ("NULL", "NULL")}.get(
        axis,
        (
            "CASE WHEN t_tertinggi = t_terendah THEN t_tertinggi END",
            "CASE WHEN bertarget > 0 AND a_tertinggi = a_terendah THEN a_tertinggi END",
        ),
    )
    # A part that nobody has approved yet may be the one that is due.
    unknown = "OR bagian_ada < g.perlu" if axis == "periode" else ""
    needed = "CASE WHEN m.unit > g.perlu THEN m.unit ELSE g.perlu END" if axis == "unit" else "g.perlu"
    parts = {name: total(name) for name in ("pembilang", "penyebut")}
    if axis == "periode":
        last = "CASE WHEN nilai3 IS NOT NULL THEN {0}3 WHEN nilai2 IS NOT NULL THEN {0}2 ELSE {0}1 END"
        parts = {n: f"CASE WHEN aturan = 'terakhir' THEN {last.format(n)} ELSE {sql} END" for n, sql in parts.items()}
    return f"""
        {total("jumlah")} AS jumlah_utuh, {parts["pembilang"]} AS pembilang_utuh, {parts["penyebut"]} AS penyebut_utuh,
        {needed} AS perlu_utuh,
        CASE WHEN t.id IS NULL THEN {made_of[0]} ELSE t.nilai END AS target_utuh,
        CASE WHEN t.id IS NULL THEN {made_of[1]} ELSE t.nilai_atas END AS atas_utuh,
        CASE WHEN t.id IS NOT NULL THEN t.nilai IS NOT NULL ELSE tempo = 1 {unknown} END AS tempo_utuh"""


def _period_target(letter: str) -> str:
    """By the rule for figures, over the parts that have a target. A ratio's only where all are the same: what the
    targets are ratios of is not known."""
    name, many = {"t": ("target", "bertarget"), "a": ("target_atas", "beratas")}[letter]
    whole = total(f"{letter}_jumlah")
    last = f"CASE WHEN target3 IS NOT NULL THEN {name}3 WHEN target2 IS NOT NULL THEN {name}2 ELSE {name}1 END"
    return f"""
        CASE WHEN bagian_ada < perlu OR t_kurang > 0 OR bertarget = 0 OR {many} < bertarget THEN NULL
            WHEN aturan = 'terakhir' THEN {last}
            WHEN aturan = 'maksimum' THEN {letter}_tertinggi WHEN aturan = 'minimum' THEN {letter}_terendah
            WHEN aturan = 'jumlah' THEN CASE WHEN ABS({whole}) < {TOO_LARGE} THEN {whole} END
            WHEN aturan IN {MEAN} THEN {divided(f"({whole})", 1, "bertarget")}
            WHEN {letter}_tertinggi = {letter}_terendah THEN {letter}_tertinggi END"""


def _by_rule(axis: str) -> str:
    ratio = (
        f"CASE WHEN penyebut_utuh > 0 THEN CASE WHEN persen = 1 THEN"
        f" {divided('pembilang_utuh', 100 * UNIT, 'penyebut_utuh')}"
        f" ELSE {divided('pembilang_utuh', UNIT, 'penyebut_utuh')} END END"
    )
    special = ""
    if axis == "periode":
        special = "WHEN aturan = 'terakhir' THEN COALESCE(nilai3, nilai2, nilai1)"
    if axis == "turunan":
        special = f"WHEN aturan = 'tertimbang' THEN CASE WHEN timbang_bobot > 0 THEN {weighted_mean('timbang')} END"
    return f"""
        CASE WHEN terisi = 0 THEN NULL {special}
            WHEN aturan = 'maksimum' THEN tertinggi WHEN aturan = 'minimum' THEN terendah
            WHEN aturan = 'jumlah' THEN CASE WHEN ABS(jumlah_utuh) < {TOO_LARGE} THEN jumlah_utuh END
            WHEN aturan IN {MEAN} THEN {divided("jumlah_utuh", 1, "banyak")}
            WHEN aturan = 'rasio' THEN {ratio} END"""


def _why_not(axis: str) -> str:
    lacking = f"WHEN ada < perlu_utuh THEN {INCOMPLETE}" if axis == "periode" else ""
    weight = ""
    if axis == "turunan":
        unweighted = "tanpa_bobot > 0 OR timbang_bobot IS NULL OR timbang_bobot <= 0"
        weight = f"WHEN aturan = 'tertimbang' AND ({unweighted}) THEN {NO_WEIGHT}"
    return f"""
        CASE {lacking} WHEN galat > 0 THEN galat WHEN terisi = 0 THEN 0
            WHEN aturan = 'rasio' AND tanpa_rasio > 0 THEN {NO_PARTS}
            WHEN aturan = 'rasio' AND penyebut_utuh <= 0 THEN {NO_DIVISOR} {weight}
            WHEN mentah IS NULL THEN {OVERFLOW} ELSE 0 END"""
