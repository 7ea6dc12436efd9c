"""Exam questions: what a passage can be asked, what its right answer has to say, what no passage answers."""
