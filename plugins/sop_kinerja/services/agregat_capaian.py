"""The capaian of a node in SQL: `data_assess.assess`, word for word, over columns instead of one figure at a time.

That both give the same digits and the same reasons is held by tests/plugins/sop_kinerja/test_agregat_capaian.py.
"""

from decimal import Decimal

from plugins.sop_kinerja.services.agregat_sql import divided
from plugins.sop_kinerja.services.data_assess import TOO_LARGE, assess

INCOMPLETE, OVERFLOW, NO_PARTS, NO_DIVISOR, NO_WEIGHT = 1, 2, 3, 4, 5
"""Why a node that is made of others has no figure; kept in the working table as `sebab`, 0 for none."""
SEBAB = {
    OVERFLOW: TOO_LARGE,
    NO_PARTS: "Pembilang atau penyebut salah satu bagiannya belum diisi.",
    NO_DIVISOR: "Jumlah penyebutnya nol atau negatif, sehingga rasionya tidak dapat dihitung.",
    NO_WEIGHT: "Bobot salah satu indikator di bawahnya belum ditetapkan.",
}
_ONE = Decimal(1)
# The sentences are those of the function itself.
_REASON = {
    "no_top": assess(_ONE, _ONE, "rentang").reason,
    "upside_down": assess(_ONE, _ONE, "rentang", target_atas=-_ONE).reason,
    "no_formula": assess(_ONE, _ONE, "tanpa").reason,
    "not_due": assess(_ONE, _ONE, "naik", due=False).reason,
    "no_target": assess(_ONE, None, "naik").reason,
    "no_figure": assess(None, _ONE, "naik").reason,
    "zero": assess(_ONE, Decimal(0), "naik").reason,
    "negative": assess(_ONE, -_ONE, "naik").reason,
    "no_divisor": assess(-_ONE, _ONE, "turun_rasio").reason,
}


def text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def with_capaian(nodes: str) -> str:
    """A select of `nodes` (a table or a select in brackets) with the columns capaian and alasan beside its own.

    It needs nilai, target, target_atas, jatuh_tempo, formula, ada, perlu and sebab, figures as in their columns.
    """
    # Off the ends of a range it is «naik» against the lower or «turun» against the upper.
    against = f"""
        SELECT n.*,
            CASE WHEN formula <> 'rentang' THEN formula WHEN nilai < target THEN 'naik' WHEN nilai > target_atas
                THEN 'turun' ELSE 'dalam' END AS cara,
            CASE WHEN formula = 'rentang' AND nilai > target_atas THEN target_atas ELSE target END AS tolok
        FROM {nodes} n"""
    percent = 100 * 10**6
    value = f"""
        CASE WHEN sebab_dasar <> '' OR nilai IS NULL THEN NULL WHEN cara = 'dalam' THEN {percent}
            WHEN cara = 'naik' THEN {divided("nilai", percent, "tolok")}
            WHEN cara = 'turun' THEN {divided("(2 * tolok - nilai)", percent, "tolok")}
            WHEN cara = 'turun_rasio' THEN {divided("tolok", percent, "nilai")} END"""
    # MATERIALIZED as in agregat_aturan.
    return f"""
        WITH a AS MATERIALIZED ({against}),
            r AS MATERIALIZED (SELECT a.*, {_reason()} AS sebab_dasar FROM a),
            v AS MATERIALIZED (SELECT r.*, {value} AS capaian FROM r)
        SELECT v.*, CASE WHEN sebab_dasar <> '' THEN sebab_dasar WHEN capaian IS NULL THEN {text(TOO_LARGE)}
            ELSE '' END AS alasan FROM v"""


def _reason() -> str:
    """Why there is no capaian, in the order in which the function asks; what made a figure impossible comes first."""
    word = {name: text(words) for name, words in _REASON.items()}
    broken = " ".join(f"WHEN nilai IS NULL AND sebab = {code} THEN {text(words)}" for code, words in SEBAB.items())
    incomplete = "'Baru ' || CAST(ada AS VARCHAR(9)) || ' dari ' || CAST(perlu AS VARCHAR(9)) || ' bagian periode ini"
    return f"""
        CASE {broken}
            WHEN formula = 'rentang' AND target IS NOT NULL AND target_atas IS NULL THEN {word["no_top"]}
            WHEN formula = 'rentang' AND target > target_atas THEN {word["upside_down"]}
            WHEN formula = 'tanpa' THEN {word["no_formula"]}
            WHEN NOT jatuh_tempo THEN {word["not_due"]}
            WHEN nilai IS NULL AND sebab = {INCOMPLETE} THEN {incomplete} yang disahkan dan terisi.'
            WHEN target IS NULL THEN {word["no_target"]}
            WHEN nilai IS NULL THEN {word["no_figure"]}
            WHEN cara = 'dalam' THEN ''
            WHEN tolok = 0 THEN {word["zero"]}
            WHEN tolok < 0 THEN {word["negative"]}
            WHEN cara = 'turun_rasio' AND nilai <= 0 THEN {word["no_divisor"]}
            ELSE '' END"""
