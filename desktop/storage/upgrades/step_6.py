"""To version 6: messages keep the rows that their answer was reckoned from. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """One column."""
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN reckoned JSON DEFAULT '{}' NOT NULL")
