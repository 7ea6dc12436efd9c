"""The prompt of an answer, and which sentence of it the documents carry."""
