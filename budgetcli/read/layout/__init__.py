"""From characters with boxes to lines in reading order; knows nothing of PDF."""
