"""Commands about whole documents."""
