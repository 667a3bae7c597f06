"""The commands: options in, a report out to a writer."""
