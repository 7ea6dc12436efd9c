"""To version 4: decisions of people on exam questions. Frozen."""

from sqlalchemy import Connection

_STATEMENTS = (
    """CREATE TABLE exam_reviews (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        ordinal INTEGER NOT NULL,
        action VARCHAR(36) NOT NULL,
        question VARCHAR(36) NOT NULL,
        "by" TEXT NOT NULL,
        at DATETIME NOT NULL,
        decision VARCHAR(32) NOT NULL,
        before JSON NOT NULL,
        undone BOOLEAN NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX exam_reviews_of_base ON exam_reviews (base, ordinal)",
    "CREATE INDEX ix_exam_reviews_question ON exam_reviews (question)",
)


def apply(connection: Connection) -> None:
    """All statements; the caller's transaction holds them together."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
