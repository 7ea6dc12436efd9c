"""Suffixes of the files that are read: with the kind that a text is of, where content does not tell."""

TEXT_SUFFIXES = {
    ".md": "md", ".markdown": "md", ".htm": "html", ".html": "html", ".xhtml": "html", ".csv": "csv",
    ".tsv": "csv", ".mbox": "mbox", ".mht": "mhtml", ".mhtml": "mhtml", ".xml": "xml", ".fb2": "fb2",
    ".fodt": "odt", ".fods": "odt", ".fodp": "odt",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".eml": "eml", ".txt": "txt", ".text": "txt", ".log": "txt",
}  # fmt: skip
BINARY_SUFFIXES = {
    ".pdf", ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".pptx", ".pptm", ".ppsx", ".odt", ".ott",
    ".ods", ".odp", ".rtf", ".doc", ".dot", ".xls", ".xlt", ".xlsb",
    ".ppt", ".pps", ".pot", ".msg", ".epub", ".zip", ".7z", ".rar",
    ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp",
}  # fmt: skip
SUFFIXES = frozenset(TEXT_SUFFIXES) | BINARY_SUFFIXES
