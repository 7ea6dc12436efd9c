"""Findings of a check of a base, told by folder."""

from desktop.features.documents.domain.base_findings import BaseFinding, FindingKind, grouped
from desktop.features.documents.viewmodels import finding_words


def gone(*paths: str) -> list[BaseFinding]:
    return [BaseFinding(FindingKind.GONE, path) for path in paths]


def folders(found: list[BaseFinding]) -> list[tuple[str, int]]:
    return [(group.folder, len(group.findings)) for group in grouped(found)]


def test_many_documents_of_a_folder_are_one_group() -> None:
    many = gone(*(f"/srv/Приказы/{at}.docx" for at in range(200)))
    few = gone("/srv/Письма/1.eml", "/srv/Письма/2.eml")
    assert folders([*many, *few]) == [("/srv/Приказы", 200), ("", 1), ("", 1)]
    windows = gone(*(rf"D:\Отдел\{at}.pdf" for at in range(6)))
    assert folders(windows) == [("D:\\Отдел", 6)]


def test_kinds_are_apart_and_findings_of_the_base_alone() -> None:
    changed = [BaseFinding(FindingKind.CHANGED, f"/srv/а/{at}.txt") for at in range(5)]
    base = BaseFinding(FindingKind.VECTORS_WITHOUT_TEXT, count=7)
    found = [*gone(*(f"/srv/а/{at}.md" for at in range(5))), *changed, base]
    assert folders(found) == [("/srv/а", 5), ("/srv/а", 5), ("", 1)]


def test_a_tree_that_is_gone_is_told_by_the_folders_above() -> None:
    tree = gone(
        *(
            f"/srv/архив/{year}/{month:02d}/{at}.pdf"
            for year in (2024, 2025)
            for month in range(1, 13)
            for at in "аб"
        )
    )
    assert folders(tree) == [("/srv/архив/2024", 24), ("/srv/архив/2025", 24)]
    assert sorted(one.path for group in grouped(tree) for one in group.findings) == sorted(
        one.path for one in tree
    )


def test_the_words_name_how_many_and_the_first() -> None:
    (group,) = grouped(gone(*(f"/srv/а/{at}.txt" for at in range(6))))
    sentence, advice = finding_words.of_many(group)
    # Without the translation of plurals Qt shows "(s)".
    assert sentence.replace("(s)", "s") == "6 documents: the file is gone (0.txt, 1.txt, 2.txt…)"
    assert advice == "Put it back, or remove the document from the base."
