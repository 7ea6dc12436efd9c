"""Finds the translatable strings of the window's sources and of the templates of reports.

    self.tr("source", "comment", n)                          context: the class
    QCoreApplication.translate("Context", "source", "comment", n)
    translatable("Context", TABLE)  the texts of a table of the module, but not its keys
    words.tr("source", n=n), in a template tr("source", n=n)  context: "Report"

A call with the last argument is a plural string ("%n document(s)").
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from installer.string_files import Entry

REPORT = "Report"
_NUMBER = re.compile(r"%n(?![a-z])")  # "%name%" is a parameter of a problem, no number


def find_strings(root: Path) -> tuple[list[Entry], list[str]]:
    """The strings of `root/desktop` and of the templates, each once, and the calls whose text the translator
    can never find."""
    found: dict[tuple[str, str, str], Entry] = {}
    wrong: list[str] = []
    for place, entry in (*_of_python(root), *_of_templates(root)):
        if isinstance(entry, Entry):
            known = found.get(entry.key)
            if known is not None and known.plural != entry.plural:
                entry = f"“{entry.source}” is plural in one place and plain in another"
            else:
                found[entry.key] = entry
        if isinstance(entry, str):
            wrong.append(f"{place}: {entry}")
    return list(found.values()), wrong


def _of_python(root: Path) -> Iterator[tuple[str, Entry | str | None]]:
    for file in sorted((root / "desktop").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for context, call in _calls(tree, ""):
            yield f"{file.relative_to(root)}:{call.lineno}", _entry(context, call)
            if getattr(call.func, "id", "") == "translatable":
                for table in call.args[1:]:
                    for line, entry in _of_table(tree, ast.literal_eval(call.args[0]), table):
                        yield f"{file.relative_to(root)}:{line}", entry


def _of_table(tree: ast.Module, context: str, table: ast.expr) -> Iterator[tuple[int, Entry | str]]:
    """The texts of a table that a module defines, with their lines."""
    texts: list[ast.Constant] = []
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            if isinstance(table, ast.Name) and getattr(target, "id", "") == table.id:
                texts += _texts(statement.value)
    for text in texts:
        yield text.lineno, _checked(context, text.value, "", plural=False)
    if not texts:
        yield table.lineno, f"“{ast.unparse(table)}” is no table of texts of this module"


def _texts(node: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Dict | ast.Tuple):
        for part in node.values if isinstance(node, ast.Dict) else node.elts:
            yield from _texts(part)
    elif isinstance(node, ast.Constant) and _is_text(node):
        yield node


def _of_templates(root: Path) -> Iterator[tuple[str, Entry | str | None]]:
    environment = Environment(autoescape=True)
    for file in sorted((root / "resources" / "reports").glob("*.*")):
        tree = environment.parse(file.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "tr":
                source = call.args[0] if call.args else None
                text = source.value if isinstance(source, nodes.Const) else None
                plural = any(keyword.key == "n" for keyword in call.kwargs)
                yield f"{file.relative_to(root)}:{call.lineno}", _checked(REPORT, text, "", plural)


def _calls(node: ast.AST, class_name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call under `node` with the name of the class it stands in."""
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else class_name
        if isinstance(child, ast.Call):
            yield class_name, child
        yield from _calls(child, inner)


def _entry(class_name: str, call: ast.Call) -> Entry | str | None:
    """The string of a call, what is wrong with it, or None when it is no such call."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name == "tr" and isinstance(function, ast.Attribute):
        of_report = isinstance(function.value, ast.Name) and function.value.id == "words"
        arguments: list[ast.expr] = [ast.Constant(REPORT if of_report else class_name), *call.args]
    elif name == "translate" and len(call.args) >= 2:
        arguments = list(call.args)
    else:
        return None
    context, source = arguments[0], arguments[1]
    if name == "translate" and _is_marked_elsewhere(source):
        return None  # the text was marked with `translatable` where it stands
    comment = ast.literal_eval(arguments[2]) if len(arguments) > 2 and _is_text(arguments[2]) else ""
    plural = len(arguments) > 3 or any(keyword.arg == "n" for keyword in call.keywords)
    text = ast.literal_eval(source) if _is_text(context) and _is_text(source) else None
    return _checked(ast.literal_eval(context) if text is not None else "", text, comment, plural)


def _checked(context: str, text: object, comment: str, plural: bool) -> Entry | str:
    """The string, or what is wrong with it."""
    if not isinstance(text, str):
        return "only a plain text can be translated (no f-string, no sum, no variable)"
    if plural != bool(_NUMBER.search(text)):
        return f"“{text}” has %n without a number, or a number without %n"
    return Entry(context, text, comment, plural)


def _is_marked_elsewhere(node: ast.expr) -> bool:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "str" and len(node.args) == 1:
        node = node.args[0]
    return isinstance(node, ast.Name | ast.Attribute)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
