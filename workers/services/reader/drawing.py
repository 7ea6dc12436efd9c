"""Pages of a file as pictures, and their shapes."""

from pathlib import Path

from workers.contract.paths import system_path
from workers.contract.reading import MeasureRequest, ReaderReply, RenderRequest
from workers.services.reader import limits


def draw(request: RenderRequest) -> ReaderReply:
    """A page as PNG."""
    from workers.reading.rendering import render

    limits.limit_processor_time(request.seconds)
    page = render(
        Path(system_path(request.path)),
        request.page,
        (request.quote_start, request.quote_end),
        request.expected_page_text,
        request.width,
        Path(request.image),
        request.password,
        request.recognised,
        words=request.words,
    )
    return ReaderReply(page=page)


def measure(request: MeasureRequest) -> ReaderReply:
    """Height / width of each page."""
    from workers.reading.rendering import ratios

    limits.limit_processor_time(request.seconds)
    return ReaderReply(ratios=ratios(Path(system_path(request.path)), request.password))
