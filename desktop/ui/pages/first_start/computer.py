"""What the first step says of this computer."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.i18n import formats
from desktop.ui.i18n.placeholders import fill
from workers.contract.specs.hardware import Hardware

FAST_MEMORY = 8 * 1024**3  # bytes: from here the 1.5B model answers without waiting for the disk


def about_computer(hardware: Hardware) -> str:
    """ "16 GB of memory, 214 GB free on the disk. Answers will take a few seconds." """
    if hardware.gpus and hardware.gpu_build:
        words = QCoreApplication.translate(
            "FirstStartPage", "%1 of memory, a graphics card with %2, %3 free on the disk."
        )
        on_card = formats.memory(hardware.gpus[0].total_bytes)
        speed = QCoreApplication.translate("FirstStartPage", "Answers will be fast.")
    else:
        words, on_card = (
            QCoreApplication.translate("FirstStartPage", "%1 of memory, %3 free on the disk."),
            "",
        )
        speed = QCoreApplication.translate("FirstStartPage", "Answers will take a few seconds.")
        if hardware.memory_bytes < FAST_MEMORY:
            speed = QCoreApplication.translate(
                "FirstStartPage", "There is little memory: a small model will answer."
            )
    free = formats.size(hardware.disk_free_bytes)
    return f"{fill(words, formats.memory(hardware.memory_bytes), on_card, free)} {speed}"
