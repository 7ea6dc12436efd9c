"""What people have filled into the forms of a PDF page, and remarked on it (ISO 32000-1, 12.5 and 12.7)."""

import ctypes
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium_c

from workers.reading.formats.pdf.columns import Box

_MOST = 2000  # annotations of a page
_REMARKS = {
    pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_HIGHLIGHT,
    pdfium_c.FPDF_ANNOT_UNDERLINE, pdfium_c.FPDF_ANNOT_STRIKEOUT, pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_SQUIGGLY, pdfium_c.FPDF_ANNOT_SQUARE, pdfium_c.FPDF_ANNOT_CIRCLE,
    pdfium_c.FPDF_ANNOT_CARET, pdfium_c.FPDF_ANNOT_LINE, pdfium_c.FPDF_ANNOT_INK,
}  # fmt: skip
_COVERING = {
    pdfium_c.FPDF_ANNOT_SQUARE, pdfium_c.FPDF_ANNOT_CIRCLE, pdfium_c.FPDF_ANNOT_POLYGON,
    pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_INK, pdfium_c.FPDF_ANNOT_REDACT,
    pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_HIGHLIGHT,
}  # fmt: skip
_SAYING = _REMARKS | _COVERING | {pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FILEATTACHMENT}
_TICKED = {pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON}
_WRITTEN = {
    pdfium_c.FPDF_FORMFIELD_TEXTFIELD,
    pdfium_c.FPDF_FORMFIELD_COMBOBOX,
    pdfium_c.FPDF_FORMFIELD_LISTBOX,
}
_HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PageAnnotations:
    """What lies on a page beside its own words. `lines`: "Фамилия, имя: Кузьмина" for each field that is
    filled, "Примечание: …" for each remark, from the top of the page. `covers`: places of drawn marks, under
    which words may be that nobody sees. `stamps`: of marks that say something by their looks alone. `files`:
    names of files that are pinned to it."""

    lines: tuple[str, ...] = ()
    covers: tuple[Box, ...] = ()
    stamps: tuple[Box, ...] = ()
    files: tuple[str, ...] = ()


def marks_of(page: Any, text_page: Any = None, forms: Any = None) -> PageAnnotations:
    """The marks of an opened page. `forms` is the document's form environment, None for a document without
    forms."""
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST)
    found: list[tuple[float, str]] = []
    covers: list[Box] = []
    stamps: list[Box] = []
    files: list[str] = []
    for at in range(count):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        try:
            kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
            if kind not in _SAYING or pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                continue  # most are links
            rect = pdfium_c.FS_RECTF()
            pdfium_c.FPDFAnnot_GetRect(annotation, rect)
            box = Box(rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top))
            line = ""
            if kind in _COVERING:
                covers.append(box)
            if kind == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
                file = pdfium_c.FPDFAnnot_GetFileAttachment(annotation)
                files.append(_text(partial(pdfium_c.FPDFAttachment_GetName, file)) if file else "")
            elif kind in _REMARKS:
                said = _text(partial(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Contents"))
                line = f"Примечание: {said}" if said else ""
                if not said and pdfium_c.FPDFAnnot_GetObjectCount(annotation) > 0:
                    stamps.append(box)
            elif kind == pdfium_c.FPDF_ANNOT_WIDGET and forms is not None:
                line = _field(annotation, forms, text_page, rect)
            if line:
                found.append((-box.top, " ".join(line.split())))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    lines = tuple(line for _, line in sorted(found, key=lambda one: one[0]))
    return PageAnnotations(lines, tuple(covers), tuple(stamps), tuple(files))


def stamped(page: Any, text_page: Any, index: int, stamps: Sequence[Box]) -> list[str]:
    """What marks say that are drawn and have no words of their own; `index` is that of the page, which
    is not used any more afterwards."""
    before = [_words_in(text_page, box) for box in stamps]
    if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) != pdfium_c.FLATTEN_SUCCESS:
        return []
    with closing(page.pdf.get_page(index)) as flat, closing(flat.get_textpage()) as shown:
        after = [_words_in(shown, box) for box in stamps]
    return [" ".join(new) for old, both in zip(before, after, strict=True) if (new := _without(both, old))]


def _words_in(text_page: Any, box: Box) -> list[str]:
    return str(text_page.get_text_bounded(box.left, box.bottom, box.right, box.top)).split()


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    left = Counter(others)
    kept = []
    for word in words:
        if left[word]:
            left[word] -= 1
        else:
            kept.append(word)
    return kept


def _field(annotation: Any, forms: Any, text_page: Any, box: Any) -> str:
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(forms, annotation)
    if kind in _TICKED:
        value = "да" if pdfium_c.FPDFAnnot_IsChecked(forms, annotation) else ""
        if value and kind == pdfium_c.FPDF_FORMFIELD_RADIOBUTTON:
            value = _text(partial(pdfium_c.FPDFAnnot_GetFormFieldExportValue, forms, annotation)) or value
    elif kind in _WRITTEN:
        value = _chosen(annotation, forms) or _text(
            partial(pdfium_c.FPDFAnnot_GetFormFieldValue, forms, annotation)
        )
    else:
        return ""
    if not value.strip():
        return ""
    # What stands before the field on the page names it as a person sees it.
    before = text_page.get_text_bounded(0, box.bottom, box.left, box.top).strip() if box.left > 0 else ""
    name = " ".join(before.split())[-_LONGEST_NAME:]
    if not name:
        name = _text(partial(pdfium_c.FPDFAnnot_GetFormFieldAlternateName, forms, annotation))
    if not name:
        name = _text(partial(pdfium_c.FPDFAnnot_GetFormFieldName, forms, annotation))
    return f"{name.rstrip(': ')}: {value}" if name else value


def _chosen(annotation: Any, forms: Any) -> str:
    """The lines of a list that are chosen, as they are shown there."""
    count = min(pdfium_c.FPDFAnnot_GetOptionCount(forms, annotation), _MOST)
    chosen = [at for at in range(count) if pdfium_c.FPDFAnnot_IsOptionSelected(forms, annotation, at)]
    return ", ".join(
        _text(partial(pdfium_c.FPDFAnnot_GetOptionLabel, forms, annotation, at)) for at in chosen
    )


def _text(call: Callable[[Any, int], int]) -> str:
    """A string that pdfium writes as UTF-16 into a buffer whose size in bytes it names."""
    size = call(None, 0)
    if not 2 < size < 1 << 20:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    call(buffer, size)
    return bytes(memoryview(buffer))[: size - 2].decode("utf-16-le", "replace")
