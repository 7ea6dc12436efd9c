"""To version 8: how the question of an answer was read before it was searched. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """The column, empty for answers that were there."""
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN understood JSON DEFAULT '{}' NOT NULL")
