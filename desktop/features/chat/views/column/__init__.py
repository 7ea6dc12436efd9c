"""The column of a conversation: widgets for what is near the view, places for all the rest."""
