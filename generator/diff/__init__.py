"""(objects, objects) -> what changes, what Argo CD will do with it, and what it risks."""
