"""Measurements of the project, one command each."""
