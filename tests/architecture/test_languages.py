"""The languages stand in one list: a further one needs a translation, a folder of prompts and a stemmer."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from workers.text.language import KNOWN

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "workers" / "text" / "language.py"


def test_no_other_file_names_a_language_by_its_code() -> None:
    found = []
    for package in ("desktop", "workers", "installer"):
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and node.value in KNOWN and file != LIST:
                    found.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert not found


# Georgian with the stemmer of Basque: Snowball has none of its own, and any will show that it is asked.
_SCRIPT = """
import shutil
import sys
from pathlib import Path
from workers.text import language
language.KNOWN["ka"] = language.Language("[ა-ჰ]", 1, "basque", one_in=3)
language.LANGUAGES = tuple(language.KNOWN)

from PySide6.QtCore import QCoreApplication
from desktop.cli import arguments as cli
from desktop.reports.words import Words
from desktop.settings import policy, schema, typed_text
from desktop.settings.store import SettingsStore
from desktop.ui.i18n import formats, translator
from installer import string_files
from tests.helpers.scripted import Desk
from workers.answering import prompting
from workers.contract.answer_mode import AnswerMode
from workers.contract.specs.answers import Question
from workers.contract.specs.search import Passage
from workers.contract.training.examples import SourcePassage
from workers.datasets.examples import asking, personal
from workers.datasets.questions import interrogative, unanswered, wording
from workers.retrieval import calibration, lexical

folder, ROOT = Path(sys.argv[1]), Path.cwd()
shutil.copytree(prompting.FOLDER, folder / "prompts")
shutil.copytree(folder / "prompts" / "en", folder / "prompts" / "ka")
(folder / "prompts" / "ka" / "system.txt").write_text("უპასუხე ქართულად.", encoding="utf-8")
prompting.FOLDER = folder / "prompts"
QUESTION = "რამდენი დღეა შვებულება Excel?"
assert language.language_of(QUESTION) == "ka"
assert language.language_of("Кто такой გიორგი?") == "ru"
assert language.language_of("Who is the manager გია?") == "en"

# a question and its answer
passage = Passage("k", "d", "შ.pdf", "/p", 1, 1, 0, 20, "", "შვებულება 28 დღეა.", 5.0)
prompt = prompting.build(Question(QUESTION, AnswerMode.DOCUMENTS, "ka", passages=(passage,)), len, 8192)
assert prompt.messages[0].text.startswith("უპასუხე ქართულად.") and prompt.language == "ka"
assert lexical.terms("შვებულება")[0] == lexical._stemmer("basque").stemWord("შვებულება")
assert set(calibration.far_questions()) == {"ru", "en"}  # without its own, the lowest floor is taken

# rows and exam questions
text = "შვებულება გრძელდება 28 დღე. " * 3
source = SourcePassage("c", "d", "შ.pdf", "/p", 1, 0, len(text), "", text)
assert asking.language_of(source) == "ka" and asking.refusal_schema("ka") and wording.listed_schema("ka")
assert personal.mask("a.b@example.com", "ka") == "[e-mail]"
assert interrogative.of_term(text, text, "ka") == ""
assert list(unanswered.near("ka", "თემა თემა", 0, bool)) == []

# the window
application = QCoreApplication([])
assert translator.resolve("ka") == "ka"
assert translator.Translator(folder).apply("ka") == "en"  # until its .ts is translated
assert formats.number(1234.5, 1, "ka") == "1" + formats.locale("ka").groupSeparator() + "234,5"
assert formats.own_name("ka") == "ქართული"
assert typed_text.parse("language", "ka") == "ka" and "ka" in typed_text.expected("language")
store = SettingsStore(folder / "settings.json")
store.change(language="ka")
assert SettingsStore(folder / "settings.json").values.language == "ka"
assert policy.parse_policy({"language": "ka"}, "", str).language == "ka"
assert Words("ka").number(2) == "2"
resources = ROOT / "resources"
assert language.file_in_language(resources / "help", "tuning_{}.md", "ka").name == "tuning_en.md"
assert language.file_in_language(resources / "help", "tuning_{}.md", "ru").name == "tuning_ru.md"
parsed = cli.parser().parse_args(["report", "security", "--output", "a.html", "--language", "ka"])
assert parsed.language == "ka"
counted = string_files.Entry("C", "%n row(s)", "", True, ("%n მწკრივი",))
assert not string_files.unfinished("ka", [counted]) and string_files.unfinished("ru", [counted])
print("done")
"""


def test_a_made_up_language_needs_its_entry_and_its_prompts(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path)],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == "done", done.stderr
