"""What git asks of us when branches meet: merge drivers, hooks, a strategy, and their set-up in a clone."""
