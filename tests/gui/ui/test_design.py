"""The design's values and rules: contrast, colours by role alone, icons, words."""

import ast
import json
import re
from pathlib import Path

import pytest

from desktop.ui.theme.tokens import NAMES, fill, read_tokens
from installer import strings
from installer.string_files import read_entries, unfinished
from installer.string_finder import find_strings
from workers.text.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
QSS = ROOT / "resources" / "qss"
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
# Questions to Russian sample documents, and letters by which a language is told, are no words of the window.
RUSSIAN_DATA = {"demo.py", "language.py"}


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", NAMES)
def test_contrast_is_what_the_tokens_promise(name: str) -> None:
    raw = json.loads((QSS / f"tokens.{name}.json").read_text(encoding="utf-8"))
    colours, rule, pairs = raw["colour"], raw["rule"], 0
    for role, value in colours.items():
        graphics = role in ("border_strong", "focus", "progress") or role.startswith("chart")
        for ground, promised in value.get("contrast_on", {}).items():
            real = contrast(value["value"], colours[ground]["value"])
            assert real == pytest.approx(promised, abs=0.06), (role, ground)
            assert real >= rule["graphics_min" if graphics else "text_min"], (role, ground)
            pairs += 1
    assert pairs > 40


def test_the_themes_name_the_same_roles_and_sizes() -> None:
    light, *others = [read_tokens(QSS / f"tokens.{name}.json") for name in NAMES]
    for other in others:
        assert set(other.colours) == set(light.colours)
        assert {group: set(names) for group, names in other.groups.items()} == {
            group: set(names) for group, names in light.groups.items()
        }


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_is_filled_without_a_rest(name: str) -> None:
    sheet = fill(
        (QSS / "base.qss").read_text(encoding="utf-8"), read_tokens(QSS / f"tokens.{name}.json"), 1.5
    )
    assert "@" not in sheet
    assert "#" in sheet


def test_no_colour_stands_in_python() -> None:
    pattern = re.compile(
        r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|rgba?\(\d|QColor\([\"'\d]"
        r"|GlobalColor\.(?!transparent)|Qt\.(?:white|black|red|green|blue|gray|yellow)\b"
    )
    for file in SOURCES:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            assert not pattern.search(line), f"{file.name}:{number}: {line.strip()}"


def test_every_icon_named_in_python_is_there_and_none_lies_about() -> None:
    icons = {file.stem for file in (ROOT / "resources" / "icons").glob("*.svg")}
    texts = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
    assert icons - texts == set()


def test_python_holds_no_russian() -> None:
    for file in SOURCES:
        if file.name in RUSSIAN_DATA:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not re.search("[А-Яа-яЁё]", node.value), f"{file.name}:{node.lineno}: {node.value}"


def test_every_string_is_translated_with_all_its_plural_forms() -> None:
    found, wrong = find_strings(ROOT)
    assert wrong == []
    assert len(found) > 300
    assert strings.check() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_places(language: str) -> None:
    """%1, %n and %name% of a source stand in each of its translations."""
    for entry in read_entries(language):
        places = set(re.findall(r"%\d|%[a-z]+%|%n(?![a-z])", entry.source))
        for form in entry.forms:
            assert set(re.findall(r"%\d|%[a-z]+%|%n(?![a-z])", form)) == places, entry.source
    assert unfinished(language, read_entries(language)) == []


def test_russian_words_have_no_english_left() -> None:
    names = r"Bukvar|GGUF|JSONL|JSON|CSV|XLSX|PDF|DOCX|Unsloth|PyTorch|NVIDIA|SHA-256|backups"
    names += r"|Qwen|Llama|Mistral|Gemma|Granite|SmolLM|MoE|QLoRA|LoRA|AdamW|FAT|UTF-8"
    names += r"|CUDA|AMD|Intel|Hugging Face|Radeon|ROCm|Volta|config\.json|safetensors"
    names += r"|Enter|Ctrl|Shift|Esc|Tab|Del|USB|HTML|ZIP|7-Zip|Python|Debian|python3-venv|venv"
    names += r"|Windows|Microsoft Store|seccomp|python\.org"
    names += r"|true|false|ru|en|system"  # values of a policy's keys, as they are typed
    for entry in read_entries("ru"):
        for form in entry.forms:
            # Commands and their options stand there as they are typed.
            typed = re.sub(r"\bbukvar(?: -{0,2}[a-z_-]+)+|--[a-z-]+", "", form)
            rest = re.sub(
                rf"\b(?:{names})\b|%[a-z0-9]+%?|https?://|\$[A-Z]+\b|\.(?:gguf|bukvarpack|bukvarbackup|pdf|html|zip)\b|\+F",
                "",
                typed,
            )
            assert not re.search("[A-Za-z]{2,}", rest), form


def test_a_string_the_translator_cannot_find_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "desktop"
    folder.mkdir()
    (folder / "view.py").write_text(
        "class View:\n"
        "    def say(self, n):\n"
        "        self.tr(f'{n} files')\n"
        "        self.tr('%n file(s)')\n"
        "        self.tr('%n page(s)', '', n)\n"
        "        return f'{self.tr(\"inside\")}'\n",
        encoding="utf-8",
    )
    found, wrong = find_strings(tmp_path)
    assert [(entry.source, entry.plural, entry.context) for entry in found] == [
        ("%n page(s)", True, "View"),
        ("inside", False, "View"),
    ]
    assert [line.split(":")[1] for line in wrong] == ["3", "4"]


def test_texts_of_tables_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "desktop"
    folder.mkdir()
    (folder / "words.py").write_text(
        "ONE = {'key': ('Saved', 'Try '\n    'again.'), 'n': '%n file(s)'}\n"
        "OTHER: str = 'Alone'\n"
        "translatable('Words', ONE, OTHER)\n"
        "translatable('Words', ELSEWHERE)\n",
        encoding="utf-8",
    )
    found, wrong = find_strings(tmp_path)
    assert [(entry.context, entry.source) for entry in found] == [
        ("Words", "Saved"), ("Words", "Try again."), ("Words", "Alone"),
    ]  # fmt: skip
    assert [line.split(":")[1] for line in wrong] == ["2", "5"]


def test_strings_of_templates_are_found(tmp_path: Path) -> None:
    (tmp_path / "resources" / "reports").mkdir(parents=True)
    (tmp_path / "resources" / "reports" / "page.html").write_text(
        '{% if n %}<p>{{ tr("%n page(s) of %name%", n=n, name=name) }}</p>{% endif %}\n'
        '{% set title = tr("A title") %}\n{{ tr("of " ~ name) }}\n{{ tr("%n file(s)") }}\n',
        encoding="utf-8",
    )
    found, wrong = find_strings(tmp_path)
    assert {(entry.context, entry.source, entry.plural) for entry in found} == {
        ("Report", "%n page(s) of %name%", True),
        ("Report", "A title", False),
    }
    assert sorted(line.split(":")[1] for line in wrong) == ["3", "4"]


@pytest.mark.parametrize("scale", [1.0, 1.3, 1.5, 2.0])
def test_a_field_stays_as_high_as_it_is_when_it_is_typed_in(scale: float) -> None:
    template = (QSS / "base.qss").read_text(encoding="utf-8")
    sheet = fill(template, read_tokens(QSS / "tokens.light.json"), scale)
    idle, typed = re.findall(
        r"^QLineEdit(?:, QComboBox.*|:focus, QComboBox.*){ min-height: (\d+)px", sheet, re.M
    )
    assert int(idle) == round(30 * scale)
    assert int(idle) - int(typed) == 2, "the line around it is one pixel more above and below"
