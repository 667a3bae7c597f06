"""Files into the domain: data and problems, never an exception for bad input."""
