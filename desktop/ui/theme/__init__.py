"""The look: tokens, style sheet, icons, fonts. Widgets ask `theme()` by role; Python names no colour."""

from desktop.ui.theme.theming import STYLE, STYLED, Theme, install, theme

__all__ = ["STYLE", "STYLED", "Theme", "install", "theme"]
