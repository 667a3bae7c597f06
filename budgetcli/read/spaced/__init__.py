"""Text that keeps the columns of its pages by spaces, as text that reads from left to right."""
