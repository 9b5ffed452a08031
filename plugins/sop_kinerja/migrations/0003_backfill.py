"""sop_kinerja: what older rows know by other columns."""


def up(migrator, db):
    db.execute_sql("UPDATE sop_kinerja_kasus SET tahun = CAST(SUBSTR(periode, 1, 4) AS INTEGER) WHERE tahun = 0")
    db.execute_sql("UPDATE sop_kinerja_kasus SET dimulai = dibuat WHERE dimulai IS NULL")
    db.execute_sql("UPDATE sop_kinerja_tugas SET mulai = dibuat WHERE mulai IS NULL")


def down(migrator, db):
    """The columns go with the migration before."""
