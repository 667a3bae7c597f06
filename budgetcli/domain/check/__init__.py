"""What can be wrong with books beyond their spelling: named checks, each one a small function."""
