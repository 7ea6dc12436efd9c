"""To version 11: analyses of whole documents, with their parts. Frozen."""

from sqlalchemy import Connection

_SQL = (
    """CREATE TABLE analyses (
        id VARCHAR(36) NOT NULL, base VARCHAR(36) NOT NULL, kind VARCHAR(32) NOT NULL,
        state VARCHAR(32) NOT NULL, created DATETIME NOT NULL, facts JSON NOT NULL, PRIMARY KEY (id),
        FOREIGN KEY(base) REFERENCES bases (id) ON DELETE CASCADE)""",
    "CREATE INDEX ix_analyses_base ON analyses (base)",
    """CREATE TABLE analysis_parts (
        analysis VARCHAR(36) NOT NULL, place VARCHAR(80) NOT NULL, facts JSON NOT NULL,
        PRIMARY KEY (analysis, place),
        FOREIGN KEY(analysis) REFERENCES analyses (id) ON DELETE CASCADE)""",
)


def apply(connection: Connection) -> None:
    """The tables; nothing was analysed before."""
    for statement in _SQL:
        connection.exec_driver_sql(statement)
