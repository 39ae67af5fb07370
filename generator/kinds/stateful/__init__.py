"""Any datastore that has no kind of its own."""
