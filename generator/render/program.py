"""The second engine: `helm template`, one process a release, Helm 3 or 4."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from generator import temporary, tools
from generator.render.archive import needed
from generator.render.failure import failure
from generator.render.job import Chart, Document, Failure, Job, Manifest
from generator.render.order import in_install_order
from generator.render.parsed import parsed
from generator.render.values import as_text, merged

AT_ONCE = 2
TIMEOUT = 60
STDERR, SAID, BROKEN_DOWN = 2, 4096, 87
HELM_SAYS_NO = 1
"""What Helm ends with where a chart is wrong; Go itself, where it breaks down, with another number or by a signal."""
_SOURCE = re.compile(r"^---\n# Source: [^/\n]+/(.*)\n", re.MULTILINE)


class HelmProgram:
    """Renders by the helm program; about 50 milliseconds a release."""

    name = "cli"

    def __init__(self, program: Path) -> None:
        self.program = program

    def documents(self, jobs: Sequence[Job]) -> Iterator[tuple[Document, ...] | Failure]:
        """The rendered text of each job."""
        from concurrent.futures import ThreadPoolExecutor

        with _workshop() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
            charts = {
                chart: _unpack(chart, folder / f"chart-{number}")
                for number, chart in enumerate(dict.fromkeys(job.chart for job in jobs))
            }
            yield from pool.map(lambda number: self._render(folder, charts, number, jobs[number]), range(len(jobs)))

    def manifests(self, jobs: Sequence[Job]) -> Iterator[tuple[Manifest, ...] | Failure]:
        """The rendered objects of each job."""
        return map(parsed, self.documents(jobs))

    def close(self) -> None:
        """Nothing is left open."""

    def _render(
        self, folder: Path, charts: Mapping[Chart, Path], number: int, job: Job
    ) -> tuple[Document, ...] | Failure:
        chart = charts[job.chart]
        command = _command(self.program, job, chart)
        for index, values in enumerate(job.values):
            file = folder / f"values-{number}-{index}.yaml"
            file.write_text(as_text(values), encoding="utf-8")
            command += ["--values", file]
        ended = tools.run(command, cwd=folder, timeout=TIMEOUT, env={"HOME": str(folder / "home")})
        return _answer(ended, job, chart)


def rendered(program: Path, job: Job, folder: Path) -> tuple[Document, ...] | Failure:
    """The documents of a chart that lies in a folder; nothing is written. Its values go in by stdin, as one file.

    Ends the process where Helm itself was ended, or broke down: whoever asked sees that, and for what.
    """
    values = as_text(merged(job.values)).encode()
    ended = tools.run([*_command(program, job, folder), "--values", "-"], input=values, cwd=folder, timeout=TIMEOUT)
    if ended.code not in (0, HELM_SAYS_NO):
        os.write(STDERR, ended.stderr.encode()[:SAID])
        os._exit(BROKEN_DOWN)
    return _answer(ended, job, folder)


def _command(program: Path, job: Job, chart: Path) -> list[str | Path]:
    return [
        *(program, "template", job.release, chart),
        *("--namespace", job.namespace, "--kube-version", job.kubernetes),
    ]


def _answer(ended: tools.Completed, job: Job, chart: Path) -> tuple[Document, ...] | Failure:
    if ended.code:
        said = ended.stderr.replace(f"{chart}/", "").replace(str(chart), job.chart.name)
        return failure(said, job.chart.name)
    return _documents(ended.text)


def _documents(output: str) -> tuple[Document, ...]:
    """Helm's output, cut at the comments that name the file of each document."""
    _, *parts = _SOURCE.split(output)
    return in_install_order(
        Document(origin, f"{text.strip()}\n") for origin, text in zip(parts[::2], parts[1::2], strict=True)
    )


def _unpack(chart: Chart, folder: Path) -> Path:
    """Write the chart's needed files below the folder."""
    for path, text in needed(chart).items():
        if ".." in PurePosixPath(path).parts or path.startswith("/"):
            raise ValueError(f"a path that leaves its chart: {path}")
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return folder


@contextmanager
def _workshop() -> Iterator[Path]:
    """A folder of our own for as long as it takes, with an empty home in it."""
    with temporary.workshop() as folder:
        (folder / "home").mkdir()
        yield folder
