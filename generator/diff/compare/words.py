"""A line of words -> the set of them: how this room writes its tables down."""


def words(text: str) -> frozenset[str]:
    """Each word once."""
    return frozenset(text.split())
