"""PDF through pdfium: `document` is the reader, `page` puts a page together from the other modules."""
