"""The worker `examples`: makes and checks training examples and exam questions, quantizes, compares."""
