"""Parts of the chat page: the conversation, the composer, the list of chats, the source panel."""
