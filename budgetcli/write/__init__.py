"""Tables into bytes: one module per format, chosen by name or by a file's ending."""
