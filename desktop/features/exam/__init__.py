"""The exam of a base: questions, answers, marks, guards; instructions and the search for them."""
