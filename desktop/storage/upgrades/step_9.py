"""To version 9: when the text of a document was last seen to be another. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """The column; of what changed before nothing is known."""
    connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN changed DOUBLE DEFAULT '0' NOT NULL")
