"""Compare public budgets from the command line."""
