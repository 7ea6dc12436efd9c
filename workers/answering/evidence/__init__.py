"""Whether the passages say what a sentence of an answer says: units of evidence, words, figures, guards,
judge.
"""
