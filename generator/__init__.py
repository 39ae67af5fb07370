"""cartwright: people write `config/` and `environments/`; this writes the charts and Argo CD manifests that follow."""

__version__ = "0.1.0"
