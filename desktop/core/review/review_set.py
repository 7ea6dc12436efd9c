"""The rows of a kind and what is done with them."""

from typing import Protocol

from desktop.core.review.row_exporter import RowExporter
from desktop.core.review.row_generator import RowGenerator
from desktop.core.review.row_importer import RowImporter
from desktop.core.review.row_review import RowReview
from desktop.core.review.rows import R, T


class ReviewSet(Protocol[R, T]):
    """`ExampleSet` of training, `QuestionSet` of the exam."""

    @property
    def rows(self) -> RowReview[R, T]:
        """Reads the rows and takes the decisions about them."""

    @property
    def importer(self) -> RowImporter[R, T]:
        """Reads rows from files."""

    @property
    def generator(self) -> RowGenerator[R, T]:
        """Has a model write rows from passages of the documents."""

    @property
    def exporter(self) -> RowExporter[R, T]:
        """Writes rows to a file."""
