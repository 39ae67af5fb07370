"""Fleets of growing size, and what each command takes over them."""
