"""Pictures of every page in every state, language, look and size of text, and what is wrong with them.

    python -m tests.pictures --out FOLDER [--pages chat models] [--scenes viewer_sheet dialog_why]
                             [--states full] [--languages ru] [--looks light] [--sizes 100 150]
                             [--window 1280x800] [--no-pictures]

Scenes are the viewer, analyses, the search, lists, menus and questions, over a full window. An empty
`--pages` or `--scenes` leaves all of them out.

Prints what does not fit, overlaps, has no name, is too pale, or speaks the other language; 1 when anything
was found.
"""
