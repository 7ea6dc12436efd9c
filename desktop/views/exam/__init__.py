"""Parts of the exam page: results, answers, questions, their review, the start, instructions."""
