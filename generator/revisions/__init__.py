"""Two revisions of the repository -> the environments that differ, as Argo CD reads them; nothing is checked out."""
