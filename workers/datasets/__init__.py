"""Training examples and exam questions: made of passages, read from rows, checked."""
