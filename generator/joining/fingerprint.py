"""Tree -> one word for all that people wrote in it: trees with the same word have the same answer."""

from __future__ import annotations

from hashlib import sha256

from generator.errors import InputError
from generator.tree import Tree

INPUT = ("config", "environments")


def fingerprint(tree: Tree) -> str:
    """Of the paths of all input files, in their order, and of what each holds; a file that cannot be read counts as
    what is wrong with it."""
    found = sha256()
    for path in (path for folder in INPUT for path in tree.paths(folder)):
        try:
            content = b"=" + tree.read(path)
        except InputError as error:
            content = f"!{error}".encode(errors="surrogatepass")
        for part in (path.encode(errors="surrogatepass"), content):
            found.update(len(part).to_bytes(8, "big") + part)
    return f"sha256:{found.hexdigest()}"
