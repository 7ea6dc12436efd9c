"""Rules about a text alone, standard library only: language, sentences, quotes."""
