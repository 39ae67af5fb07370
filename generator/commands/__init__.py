"""One module a command: its options -> the pipeline -> the console."""
