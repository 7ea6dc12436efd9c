"""To version 2: training examples with their reviews and passages, runs with curves and journals, adapters;
messages name the adapter that wrote them. Frozen."""

from sqlalchemy import Connection

_STATEMENTS = (
    "ALTER TABLE messages ADD COLUMN adapter TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE messages ADD COLUMN strength DOUBLE DEFAULT '1' NOT NULL",
    """CREATE TABLE examples (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        number INTEGER NOT NULL,
        state VARCHAR(32) NOT NULL,
        doubtful BOOLEAN NOT NULL,
        cluster VARCHAR(36) NOT NULL,
        document VARCHAR(36) NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX examples_of_base ON examples (base, number)",
    """CREATE TABLE reviews (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        ordinal INTEGER NOT NULL,
        action VARCHAR(36) NOT NULL,
        example VARCHAR(36) NOT NULL,
        "by" TEXT NOT NULL,
        at DATETIME NOT NULL,
        decision VARCHAR(32) NOT NULL,
        "before" JSON NOT NULL,
        undone BOOLEAN NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_reviews_example ON reviews (example)",
    "CREATE INDEX reviews_of_base ON reviews (base, ordinal)",
    """CREATE TABLE example_passages (
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
    """CREATE TABLE runs (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        state VARCHAR(32) NOT NULL,
        created DATETIME NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_runs_base ON runs (base)",
    "CREATE INDEX ix_runs_state ON runs (state)",
    """CREATE TABLE run_points (
        run VARCHAR(36) NOT NULL,
        step INTEGER NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (run, step),
        FOREIGN KEY(run) REFERENCES runs (id) ON DELETE CASCADE
    )""",
    """CREATE TABLE run_events (
        run VARCHAR(36) NOT NULL,
        ordinal INTEGER NOT NULL,
        at DATETIME NOT NULL,
        code VARCHAR(64) NOT NULL,
        params JSON NOT NULL,
        PRIMARY KEY (run, ordinal),
        FOREIGN KEY(run) REFERENCES runs (id) ON DELETE CASCADE
    )""",
    """CREATE TABLE adapters (
        id VARCHAR(36) NOT NULL,
        base VARCHAR(36) NOT NULL,
        active BOOLEAN NOT NULL,
        created DATETIME NOT NULL,
        facts JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_adapters_base ON adapters (base)",
)


def apply(connection: Connection) -> None:
    """All statements; the caller's transaction holds them together."""
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
