"""To version 8: how the question of an answer was understood, and which passages the model read. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """The columns, empty for answers that were there."""
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN understood JSON DEFAULT '{}' NOT NULL")
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN read JSON DEFAULT '[]' NOT NULL")
