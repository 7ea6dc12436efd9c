"""Windows with a transparent edge where nobody mixes windows (remote desktops, bare window managers): there
the edge would be black, so the window is cut out along its frame instead."""

import ctypes
import os

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget


def cut_out(window: QWidget, frame: QRectF, radius: float) -> None:
    """Show of `window` only the rounded `frame` (its own coordinates), where transparency means nothing;
    everywhere else leave it whole."""
    if is_composited():
        window.clearMask()
        return
    path = QPainterPath()
    # A little rounder than the frame: the pixels that smooth its corners are half transparent.
    path.addRoundedRect(frame, radius + 2, radius + 2)
    window.setMask(QRegion(path.toFillPolygon().toPolygon()))


def is_composited() -> bool:
    """Whether transparent pixels show what is below: asked each time, for a user may switch it."""
    if QGuiApplication.platformName() != "xcb":
        return True
    return _has_x11_compositor()


def _has_x11_compositor() -> bool:
    """Whether somebody owns the selection `_NET_WM_CM_Sn` (Extended Window Manager Hints, "Compositing
    managers"). What cannot be asked counts as yes: then nothing changes."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x11.XGetSelectionOwner.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
    for function in (x11.XDefaultScreen, x11.XCloseDisplay):
        function.argtypes = (ctypes.c_void_p,)
    display = x11.XOpenDisplay(os.environ.get("DISPLAY", "").encode() or None)
    if not display:
        return True
    try:
        name = f"_NET_WM_CM_S{x11.XDefaultScreen(display)}".encode()
        return bool(x11.XGetSelectionOwner(display, x11.XInternAtom(display, name, False)))
    finally:
        x11.XCloseDisplay(display)
