"""Builds the window's frame; the pages are built by the modules beside this one."""

from importlib import import_module

from desktop.app import Application
from desktop.ui.page import Page
from desktop.ui.window.main_window import MainWindow


def open_over(application: Application) -> MainWindow:
    """A window over an application that is there already."""
    window = MainWindow(application.paths.resources, application.settings.values)
    fill(window, application)
    return window


def fill(window: MainWindow, application: Application) -> None:
    """Show what the application holds in a window that is painted already; called once."""

    def page(name: str) -> Page:
        # A page's module is loaded when the page is first shown: the window opens sooner.
        built: Page = import_module(f"desktop.composition.{name}").build(application, window.theme)
        return built

    window.begin(application, page)
