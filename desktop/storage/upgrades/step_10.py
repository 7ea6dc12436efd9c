"""To version 10: pinned chats, drafts, branches of a chat, files of one question, ready questions, answers
that a person has put right. Frozen."""

from sqlalchemy import Connection

_BEFORE = """
UPDATE messages SET parent = COALESCE((
    SELECT earlier.id FROM messages AS earlier
    WHERE earlier.chat = messages.chat AND earlier.position < messages.position
    ORDER BY earlier.position DESC LIMIT 1
), '')
"""


def apply(connection: Connection) -> None:
    """The columns and tables; in the chats that were there each message follows the one before."""
    connection.exec_driver_sql("ALTER TABLE chats ADD COLUMN pinned BOOLEAN DEFAULT '0' NOT NULL")
    connection.exec_driver_sql("ALTER TABLE chats ADD COLUMN tip VARCHAR(36) DEFAULT '' NOT NULL")
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN parent VARCHAR(36) DEFAULT '' NOT NULL")
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN attached JSON DEFAULT '[]' NOT NULL")
    connection.exec_driver_sql("ALTER TABLE messages ADD COLUMN corrected VARCHAR(36) DEFAULT '' NOT NULL")
    connection.exec_driver_sql(_BEFORE)
    connection.exec_driver_sql(
        "CREATE TABLE drafts (base VARCHAR(36) NOT NULL,"
        " chat VARCHAR(36) NOT NULL, text TEXT NOT NULL, PRIMARY KEY (base, chat),"
        " FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE ready_questions (base VARCHAR(36) NOT NULL,"
        " position INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (base, position),"
        " FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE corrections (id VARCHAR(36) NOT NULL PRIMARY KEY,"
        " base VARCHAR(36) NOT NULL,"
        " created DATETIME NOT NULL, facts JSON NOT NULL,"
        " FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE)"
    )
    connection.exec_driver_sql("CREATE INDEX ix_corrections_base ON corrections (base)")
