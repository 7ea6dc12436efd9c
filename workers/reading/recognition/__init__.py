"""Letters in pictures of pages: what a scan shows becomes text with the place of each word."""

# Changes whenever the same picture would give another text: pages are then recognised again.
FINGERPRINT = "recognition-2"
