"""What a budget is: years, amounts, items, comparing and totalling; no files and no printing."""
