"""Rules about chats."""
