"""To version 13: the correction of a question that comes near an answer's. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """The column, empty for answers that were there."""
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN resembles VARCHAR(36) DEFAULT '' NOT NULL")
