"""What the viewmodels of one knowledge base share."""

from desktop.core.base_service import BaseService


class OfCurrentBase:
    """First among the bases of a viewmodel that keeps its `BaseService` as `_bases`."""

    _bases: BaseService

    @property
    def base(self) -> str:
        """Id of the current base; "" while there is none."""
        return self._bases.current
