"""What `eject` did, and what remains -> lines."""

from __future__ import annotations

from collections.abc import Iterator

from generator.console.changes import Changed
from generator.console.text import counted

REMAINS = """\
What remains
  charts/      Helm charts, with one values file an environment: they work with Argo CD as before, and with `helm`
  argocd/      the Applications, projects and objects that Argo CD goes on reading; nothing has to be applied again
  schemas/     for editors of config/ and environments/ alone; remove them when you like
  config/, environments/
               read by nobody any more; what they say stands in charts/ and argocd/
What is different
  a change is made in the charts, values and Applications themselves, in each environment
  nobody checks what a line leads to, and argocd/*/BOOTSTRAP.md still tells to run `cartwright generate`
  `cartwright generate` refuses to write here; to come back, undo by git the commit that you make of this"""


def ejection_lines(changes: Changed) -> Iterator[str]:
    """How many files are a person's now, and what that means."""
    yours = [change for change in changes.files if change.verb != "remove"]
    yield f"{counted(len(yours), 'file')} without mark now, and the journal is gone: they are yours"
    yield from REMAINS.splitlines()
