"""To version 5: documents say what their text lacks. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """One column."""
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN notes JSON DEFAULT '[]' NOT NULL")
