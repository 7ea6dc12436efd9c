"""The look: tokens, style sheet, icons, fonts. Widgets ask `theme()` by role; Python names no colour."""

from desktop.theme.theming import Theme, install, theme

__all__ = ["Theme", "install", "theme"]
