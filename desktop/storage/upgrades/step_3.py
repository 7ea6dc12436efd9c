"""To version 3: exam questions with the chunks they were made from, exams with answers, instructions, what
was switched on when. Frozen."""

from sqlalchemy import Connection

_STATEMENTS = (
    """CREATE TABLE exam_questions (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        number INTEGER NOT NULL,
        state VARCHAR(32) NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX exam_questions_of_base ON exam_questions (base, number)",
    """CREATE TABLE exam_passages (
        base VARCHAR(36) NOT NULL,
        chunk VARCHAR(36) NOT NULL,
        document VARCHAR(36) NOT NULL,
        status VARCHAR(32) NOT NULL,
        rows INTEGER NOT NULL,
        code VARCHAR(64) NOT NULL,
        params JSON NOT NULL,
        PRIMARY KEY (base, chunk),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    """CREATE TABLE exams (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        purpose VARCHAR(32) NOT NULL,
        state VARCHAR(32) NOT NULL,
        created DATETIME NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_exams_base ON exams (base)",
    "CREATE INDEX ix_exams_state ON exams (state)",
    """CREATE TABLE exam_answers (
        exam VARCHAR(36) NOT NULL,
        contestant VARCHAR(300) NOT NULL,
        question VARCHAR(64) NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (exam, contestant, question),
        FOREIGN KEY(exam) REFERENCES exams (id) ON DELETE CASCADE
    )""",
    """CREATE TABLE instructions (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        number INTEGER NOT NULL,
        active BOOLEAN NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX instructions_of_base ON instructions (base, number)",
    """CREATE TABLE activations (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        ordinal INTEGER NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX activations_of_base ON activations (base, ordinal)",
)


def apply(connection: Connection) -> None:
    """All statements; the caller's transaction holds them together."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
