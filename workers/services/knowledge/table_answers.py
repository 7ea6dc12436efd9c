"""A question put to the tables of a base: the ones that share its words, a plan, its rows, the answer."""

import logging
from pathlib import PurePath

from workers.answering.table_answer import table_answer
from workers.contract.specs.answers import TableAnswer
from workers.contract.specs.search import Filters
from workers.engines.stores.table_rows import StoredTable
from workers.retrieval import lexical
from workers.services.knowledge.base import OpenBase
from workers.tables.choosing import choose
from workers.tables.mentions import View

_log = logging.getLogger(__name__)
_CANDIDATES = 60
_MOST_ROWS = 500_000  # of all candidates together that are read while a person waits


def reckon(base: OpenBase, question: str, language: str, filters: Filters) -> TableAnswer | None:
    """The answer of the tables to a question that leans on no other; None when they have none that is
    certain. `language`: in which it is said."""
    wanted = base.text.contents_for(filters)
    terms = [lexical.term_id(term) for term in lexical.terms(question)]
    tables = [table for table, _ in base.text.tables_with(terms, wanted, _CANDIDATES)]
    owners = base.text.owners(sorted({table.content for table in tables}), filters)
    views: dict[int, tuple[View, StoredTable]] = {}
    rows = 0
    for table in tables:
        rows += table.rows
        if table.content in owners and rows <= _MOST_ROWS:
            name = PurePath(owners[table.content].path).name
            views[table.id] = (_view(base, table, name), table)
    try:
        chosen = choose(question, [view for view, _ in views.values()])
    except Exception:  # a mistake of these rules must not cost the answer that the model can give
        _log.exception("Tables were not asked")
        return None
    if chosen is None:
        return None
    table = views[chosen.found.view.id][1]
    document = owners[table.content]
    content = base.text.content(table.content)
    if content is None:  # removed meanwhile
        return None
    name = PurePath(document.path).name
    return table_answer(chosen, document.id, name, table.page, content.text, content.notes, language)


def _view(base: OpenBase, table: StoredTable, name: str) -> View:
    return View(
        table.id,
        table.columns,
        name,
        table.label,
        table.caption,
        lambda: base.text.rows_of(table.id),
        table.rows,
    )
