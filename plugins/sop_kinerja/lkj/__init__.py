"""Reading published performance tables: generous on form (separators, order and names of columns), strict on numbers.

Nothing here knows the database. `baca.read` turns a file's bytes into rows with what was read and each problem named;
`banding.compare` holds a printed capaian against the computed one.
"""
