"""Long runs of random inputs against everything that reads."""
