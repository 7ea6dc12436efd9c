"""Every code has its sentence and its advice, and its parameters find their places."""

import re

import pytest

from desktop.ui.i18n.problems import _TEXTS, advice, sentence
from workers.contract.codes import Code, Problem


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_texts(code: Code) -> None:
    what, cure = map(str, _TEXTS[code])
    assert what and not what.endswith(".")
    assert cure.endswith(".")


@pytest.mark.parametrize("code", list(Code))
def test_no_place_stays_open(code: Code) -> None:
    names = re.findall(r"%([a-z_]+)%", " ".join(map(str, _TEXTS[code])))
    problem = Problem(code, dict.fromkeys(names, 1_500_000))
    assert "%" not in sentence(problem) + advice(problem)
