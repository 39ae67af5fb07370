"""What a pull request's run tells, and how it reaches GitHub; the standard library alone, so nothing is installed."""
