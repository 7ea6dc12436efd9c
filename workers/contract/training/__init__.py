"""Parameters and results of the jobs that make training examples and adapters. Standard library only.

Lists travel as files of JSON lines (`*.jsonl`), one value of the named dataclass a line. Sizes are bytes,
times seconds, lengths of rows tokens. `start`/`end` are half-open offsets into the document's whole text.
"""
