"""One search over everything: places in documents, documents, chats, settings, commands."""
