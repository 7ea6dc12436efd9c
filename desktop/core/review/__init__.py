"""Rows that a person reviews: training examples and exam questions are two kinds of one thing."""
