"""A problem as one paragraph: what happened, then what to do."""

from desktop.ui.i18n.problems import advice, sentence
from workers.contract.codes import Problem


def in_full(problem: Problem) -> str:
    """ "The file is damaged. Open it in its program and save it again." """
    said = sentence(problem)
    return f"{said}{'' if said.endswith(('.', '!', '?', '…')) else '.'} {advice(problem)}".strip()
