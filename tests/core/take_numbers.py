"""One of several processes that take numbers at the same time: `python -m tests.core.take_numbers DEPARTMENT TIMES`.

Every third transaction is rolled back after its number was taken. Prints the numbers that stood.
"""

import sys

from config.settings import get_settings
from core import db
from core.actor import acting, system_actor
from core.db import transaction
from core.numbering import next_number

department, times = (int(word) for word in sys.argv[1:])
db.bind(get_settings().database_url)
with db.connection(), acting(system_actor(department)):
    for turn in range(times):
        try:
            with transaction():
                number = next_number("surat", 2026, department)
                if turn % 3 == 2:
                    raise LookupError
            print(number)
        except LookupError:
            continue
