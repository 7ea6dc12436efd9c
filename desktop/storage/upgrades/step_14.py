"""To version 14: the terms of messages. Frozen."""

from sqlalchemy import Connection


def apply(connection: Connection) -> None:
    """The table, empty: messages are read when they are first searched."""
    connection.exec_driver_sql(
        "CREATE TABLE message_terms (message VARCHAR(36) NOT NULL, term VARCHAR(64) NOT NULL,"
        " PRIMARY KEY (message, term),"
        " FOREIGN KEY(message) REFERENCES messages (id) ON DELETE CASCADE) WITHOUT ROWID"
    )
    connection.exec_driver_sql("CREATE INDEX message_terms_by_term ON message_terms (term)")
