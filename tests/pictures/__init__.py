"""Pictures of every page in every state, language, look and size of text, and what is wrong with them.

    python -m tests.pictures --out FOLDER [--pages chat models] [--states full] [--languages ru]
                             [--looks light] [--sizes 100 150] [--window 1280x800] [--no-pictures]

Prints what does not fit, overlaps, has no name, is too pale, or speaks the other language; 1 when anything
was found.
"""
