"""The form of a department as XLSX: written, read back in a process of its own, checked cell by cell, marked.

Pure: knows neither the database nor who acts. Words of a form are those of `bentuk`.
"""
