"""To version 12: which model does which task in a base. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """The columns; nothing is chosen yet."""
    connection.exec_driver_sql("ALTER TABLE bases ADD COLUMN task VARCHAR(32) DEFAULT '' NOT NULL")
    connection.exec_driver_sql("ALTER TABLE bases ADD COLUMN tasks JSON DEFAULT '[]' NOT NULL")
