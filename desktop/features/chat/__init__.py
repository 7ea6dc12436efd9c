"""Chats: questions, answers with their sources, the ways of answering."""
