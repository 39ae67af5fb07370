"""A rendered diff -> text, in each format; nothing in it that a secret is, or that whoever shows it obeys."""
