"""Papers for people outside the window: the certificate of an exam, the security report."""
