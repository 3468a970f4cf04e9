"""Prints the SQL of all tables of `saidwho/storage/schema.py`, the raw material of a new migration.

python scripts/schema_sql.py sqlite|postgresql
"""

import sys

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from saidwho.storage.schema import metadata

dialect = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}[sys.argv[1]]()
for table in metadata.sorted_tables:
    print(str(CreateTable(table).compile(dialect=dialect)).strip().replace("\t", "    ").replace(" \n", "\n") + ";\n")
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        print(str(CreateIndex(index).compile(dialect=dialect)).strip() + ";\n")
