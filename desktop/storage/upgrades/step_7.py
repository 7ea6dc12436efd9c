"""To version 7: the folders of a base that are watched. Frozen."""

import json

from sqlalchemy import Connection

_TABLE = """CREATE TABLE folders (
    base VARCHAR(36) NOT NULL,
    path TEXT NOT NULL,
    watched BOOLEAN DEFAULT '1' NOT NULL,
    PRIMARY KEY (base, path),
    FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
)"""
_IMPORTS = "SELECT base, params FROM jobs WHERE kind = 'index' AND base IS NOT NULL"
_BELOW = "SELECT 1 FROM documents WHERE base = ? AND substr(path, 1, length(?)) = ? LIMIT 1"


def apply(connection: Connection) -> None:
    """The table, with the folders that documents were imported from, as far as that is still known."""
    connection.exec_driver_sql(_TABLE)
    found = set[tuple[str, str]]()
    for base, params in connection.exec_driver_sql(_IMPORTS).all():
        for path in json.loads(params).get("paths", []):
            below = path.rstrip("/\\") + ("\\" if "\\" in path and "/" not in path else "/")
            if connection.exec_driver_sql(_BELOW, (base, below, below)).first():
                found.add((base, path))
    for base, path in found:
        connection.exec_driver_sql("INSERT INTO folders (base, path) VALUES (?, ?)", (base, path))
