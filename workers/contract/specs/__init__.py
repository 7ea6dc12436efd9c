"""Parameters and results of jobs and requests: what travels inside messages. Standard library only.

Lengths of text are in characters (code points), sizes in bytes, times in seconds.
`start`/`end` of a passage, chunk or quote are half-open offsets into the document's whole text.
"""
