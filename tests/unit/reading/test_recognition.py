"""Letters in pictures: what is found on rendered pages, what is made of it, what ends a hanging program."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import docx
import psutil
import pytest
from docx.shared import Cm
from PIL import Image

from tests.fixtures import scans
from tests.fixtures.scans import TEXT, fake_tesseract
from workers.contract.codes import Code, ProblemError
from workers.contract.notes import NoteCode
from workers.contract.reading import ExtractedDocument, RecognisedPage, Recogniser
from workers.reading import ReadOptions, read_any
from workers.reading.formats import picture
from workers.reading.recognition import files as recognised_files
from workers.reading.recognition import pages, tesseract
from workers.reading.recognition.files import recognise_page
from workers.reading.recognition.homoglyphs import unify_alphabets
from workers.reading.rendering import render

CLEAN, NOISY = 0.03, 0.08


@pytest.fixture(scope="module")
def tool() -> Recogniser:
    found = tesseract.find()
    if found is None:
        pytest.skip("tesseract with its Russian is not installed: no page was recognised")
    return found


@pytest.fixture
def fake(tmp_path: Path) -> Recogniser:
    return Recogniser(str(fake_tesseract(tmp_path / "bin")), "rus+eng")


@pytest.mark.parametrize(
    ("dpi", "spoil", "most"),
    [
        (300, lambda page: page, CLEAN),
        (150, lambda page: page, CLEAN),
        (150, lambda page: scans.skewed(page, -3), CLEAN),
        (200, lambda page: scans.noisy(page, 35), NOISY),
        (150, lambda page: page.rotate(90, expand=True), CLEAN),
    ],
    ids=["300", "150", "skewed", "noisy", "turned"],
)
def test_printed_pages_are_recognised(
    tool: Recogniser, dpi: int, spoil: Callable[[Image.Image], Image.Image], most: float
) -> None:
    found = pages.recognise(spoil(scans.printed(dpi)), tool, dpi)
    assert scans.errors(TEXT, found.text) <= most, found.text
    # Every word lies where it was printed: the first line at the top, and each line below the one before.
    tops = {found.text.count("\n", 0, int(start)): y for start, _, _, y, _, _ in found.words}
    assert [tops[line] for line in sorted(tops)] == sorted(tops.values())
    words = [found.text[int(start) : int(end)] for start, end, *_ in found.words]
    assert " ".join(words) == " ".join(found.text.split())


def test_a_turned_page_is_shown_upright_with_its_highlight(tool: Recogniser, tmp_path: Path) -> None:
    path = scans.scanned_pdf(tmp_path / "a.pdf", [scans.printed(150).rotate(90, expand=True)])
    found = recognise_page(path, 1, tool)
    document = read_any(path, ReadOptions(recognised={1: found}))
    start = document.text.index("Щербакова")
    drawn = render(path, 1, (start, start + 9), document.text, 800, tmp_path / "page.png", recognised=found)
    assert drawn.height > drawn.width, "the paper is turned"
    (box,) = drawn.boxes
    x, y, width, height = box
    with Image.open(drawn.image) as image:
        across, down = image.size
        word = image.convert("L").crop(
            (int(x * across), int(y * down), int((x + width) * across), int((y + height) * down))
        )
    assert word.getextrema()[0] < 100, "letters are under the box"
    assert 0.05 < width < 0.2 and height < 0.03


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cрок дoговора c OOO нe истёк k 2O25 году", "Срок договора с ООО не истёк к 2025 году"),
        ("пoд0бно Windows и API, 30-х и 3D", "подобно Windows и API, 30-х и 3D"),
        ("The Сompany keeps its CO2 in a can", "The Company keeps its CO2 in a can"),
    ],
)
def test_letters_that_look_alike_are_mended(line: str, expected: str) -> None:
    assert unify_alphabets(line.split()) == expected.split()


def test_doubtful_words_are_left_out_and_counted(tmp_path: Path) -> None:
    program = fake_tesseract(tmp_path, "Отпуск составляет двадцать восемь дней", confidence=20.0)
    found = pages.recognise(Image.new("L", (600, 800), 255), Recogniser(str(program), "rus"), 100)
    assert (found.text, found.words, found.doubtful) == ("", (), 5)


def test_words_broken_at_the_end_of_a_line_have_two_places(tmp_path: Path) -> None:
    program = fake_tesseract(tmp_path, "Настоящие правила о коман-\nдировках работников фирмы")
    found = pages.recognise(Image.new("L", (1000, 1000), 255), Recogniser(str(program), "rus"), 300)
    assert found.text == "Настоящие правила о командировках работников фирмы"
    pieces = [found.text[int(start) : int(end)] for start, end, *_ in found.words]
    assert pieces == ["Настоящие", "правила", "о", "коман", "дировках", "работников", "фирмы"]
    assert found.words[0][2:] == (0.1, 0.1, 0.09, 0.04)


def test_a_program_that_spins_or_fails_costs_its_page_alone(tmp_path: Path) -> None:
    spins = fake_tesseract(tmp_path / "a", before="while True: pass")
    begin = time.monotonic()
    assert tesseract.words(Image.new("L", (50, 50)), Recogniser(str(spins), "rus"), 300, 0.4) == []
    assert time.monotonic() - begin < 20
    fails = fake_tesseract(tmp_path / "b", before="raise SystemExit(3)")
    assert tesseract.words(Image.new("L", (50, 50)), Recogniser(str(fails), "rus"), 300, 5) == []
    assert tesseract.words(Image.new("L", (50, 50)), Recogniser(str(tmp_path / "no"), "rus"), 300, 5) == []
    left = [one for one in psutil.Process().children() if "tesseract" in " ".join(one.cmdline())]
    assert left == []


def test_the_program_is_found_with_its_russian_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tesseract.find() is None and tesseract.packages()
    program = fake_tesseract(tmp_path)
    assert tesseract.find() == Recogniser(str(program), "rus+eng")
    program.write_text(program.read_text(encoding="utf-8").replace('"eng", "rus"', '"eng"'), encoding="utf-8")
    assert tesseract.find() is None


@pytest.mark.parametrize("suffix", ["jpg", "png", "tiff", "bmp", "webp"])
def test_pictures_are_documents(tmp_path: Path, fake: Recogniser, suffix: str) -> None:
    path = tmp_path / f"приказ.{suffix}"
    page, count = scans.printed(75).convert("RGB"), 1
    if suffix == "tiff":
        page.save(path, save_all=True, append_images=[page])
        count = 2
    else:
        page.save(path)
    with pytest.raises(ProblemError) as unread:
        read_any(path, ReadOptions())
    assert (unread.value.code, unread.value.problem.params) == (Code.SCAN_WITHOUT_TEXT, {"pages": count})
    found = {page: recognise_page(path, page, fake) for page in range(1, count + 1)}
    document = read_any(path, ReadOptions(recognised=found))
    assert (document.kind, len(document.pages)) == ("picture", count)
    assert {note.code: note.pages for note in document.notes} == {
        NoteCode.RECOGNISED: tuple(range(1, count + 1))
    }
    page = document.pages[-1]
    text = document.text[page.start : page.end]
    start = text.index("Суточные")
    drawn = render(path, count, (start, start + 8), text, 500, tmp_path / "page.png", recognised=found[count])
    assert len(drawn.boxes) == 1 and drawn.width == 500 and Path(drawn.image).is_file()
    assert render(
        path, count, (0, 5), "Другой текст", 500, tmp_path / "page.png", recognised=found[count]
    ).changed


def test_what_unpacks_to_gigabytes_and_what_is_damaged_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    scans.printed(75).save(path)
    with monkeypatch.context() as patch:
        patch.setattr(picture, "_MOST_PIXELS", 1000)
        with picture.opened(path) as opened, pytest.raises(ProblemError) as large:
            picture.page_of(opened, 1)
        assert large.value.code is Code.TOO_LARGE
        with pytest.raises(ProblemError) as large:
            read_any(path, ReadOptions())
        assert large.value.code is Code.TOO_LARGE
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(ProblemError) as broken:
        read_any(path, ReadOptions())
    assert broken.value.code is Code.BROKEN_FILE


def test_a_document_with_many_pasted_scans_is_read_once(
    tmp_path: Path, fake: Recogniser, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = docx.Document()
    for number in range(4):
        page = scans.printed(72)
        page.putpixel((number, 0), 0)
        page.save(tmp_path / f"{number}.png")
        file.add_picture(str(tmp_path / f"{number}.png"), width=Cm(16))
    path = tmp_path / "Акты.docx"
    file.save(str(path))
    read: list[Path] = []

    def counted(path: Path, options: ReadOptions) -> ExtractedDocument:
        read.append(path)
        return read_any(path, options)

    monkeypatch.setattr(recognised_files, "read_any", counted)
    assert all(recognise_page(path, number, fake).text for number in (1, 2, 3, 4))
    assert read == [path]
    assert not recognise_page(path, 5, fake).text
    file.add_paragraph("Ещё один акт.")
    file.save(str(path))
    assert recognise_page(path, 2, fake).text and len(read) == 3, "what has changed is read again"


def test_pages_of_text_are_left_as_they_are(tmp_path: Path, fake: Recogniser) -> None:
    typed = "The vault code is kept by the chief accountant."
    path = scans.scanned_pdf(tmp_path / "a.pdf", [typed, scans.printed(75)])
    assert recognise_page(path, 1, fake) == RecognisedPage() and scans.runs(tmp_path / "bin") == 0
    found = {page: recognise_page(path, page, fake) for page in (1, 2)}
    document = read_any(path, ReadOptions(recognised=found))
    assert document.text.startswith(typed) and "Щербакова" in document.text
    assert [str(note) for note in document.notes] == ["recognised: 2 (0)"]


def test_a_program_ends_with_the_reader_that_started_it(tmp_path: Path) -> None:
    """Of a fork that is killed while the program works nothing is left."""
    waits = fake_tesseract(
        tmp_path,
        before=f"open({str(tmp_path / 'pid')!r}, 'w').write(str(__import__('os').getpid())); time.sleep(60)",
    )
    child = os.fork()
    if child == 0:
        tesseract.words(Image.new("L", (50, 50)), Recogniser(str(waits), "rus"), 300, 30)
        os._exit(0)
    deadline = time.monotonic() + 20
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    pid = int((tmp_path / "pid").read_text())
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.05)
