"""The law of ownership: whatever people and runs do in whatever order, nothing that a person wrote is lost."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import marks, write
from generator.temporary import PREFIX
from tests.write.faults import install
from tests.write.repository import Repository, ours

PLANNED = ("argocd/dev/root.yaml", "charts/a/templates/x.yaml", "charts/a/values.yaml", "charts/b/values.yaml")
OTHERS = ("README.md", "charts/a/mine.txt", "charts/a/templates/mine.yaml", "config/platform.yaml")

WANTED = st.dictionaries(st.sampled_from(PLANNED), st.sampled_from(["v: 1", "v: 2", "v: 3"]).map(ours))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("generate"), WANTED),
        st.tuples(st.just("generate"), WANTED),
        st.tuples(st.just("crash"), st.tuples(WANTED, st.integers(1, 60))),
        st.tuples(st.just("edit"), st.tuples(st.sampled_from(PLANNED + OTHERS), st.booleans())),
        st.tuples(st.just("delete"), st.sampled_from(PLANNED + OTHERS)),
        st.tuples(st.sampled_from(["stage", "commit", "forget"]), st.none()),
    ),
    min_size=3,
    max_size=14,
)


class Crash(BaseException):
    """A process that ends here."""


@dataclass
class World:
    """A repository, and what a person wrote in it and did not delete."""

    repository: Repository
    written: dict[str, str] = field(default_factory=dict)
    edits: int = 0

    def edit(self, what: tuple[str, bool]) -> None:
        path, marked = what
        self.edits += 1
        text = ours(f"mine: {self.edits}") if marked else f"mine: {self.edits}\n"
        self.repository.put(path, text)
        self.written[path] = text

    def delete(self, path: str) -> None:
        (self.repository.root / path).unlink(missing_ok=True)
        self.written.pop(path, None)

    def stage(self, _: None) -> None:
        self.repository.git("add", "--all")

    def commit(self, _: None) -> None:
        self.repository.commit()

    def forget(self, _: None) -> None:
        (self.repository.root / ".git/cartwright/written").unlink(missing_ok=True)

    def generate(self, wanted: dict[str, str]) -> None:
        before = self.repository.files()
        changes = self.repository.generate(wanted)

        after = self.repository.files()
        if changes.problems:
            assert after == before
        else:
            unmarked = {path: text for path, text in before.items() if not marks.is_marked(text.encode())}
            foreign = {path: text for path, text in unmarked.items() if PREFIX not in path}
            assert after == {**foreign, **wanted}
            assert len(write.changes(wanted, self.repository.root)) == 0

    def crash(self, what: tuple[dict[str, str], int]) -> None:
        wanted, at = what
        changes = write.changes(wanted, self.repository.root)
        if changes.problems:
            return

        def fails(number: int, name: str, done: bool) -> None:
            if number >= at and not done and name != "close":  # the dead hold no lock
                raise Crash

        with pytest.MonkeyPatch.context() as patch:
            install(patch, fails)
            with suppress(Crash):
                write.apply(changes, self.repository.root)

    def lost(self) -> list[str]:
        """What a person wrote that is neither in its place nor kept by git."""
        found = []
        for path, text in list(self.written.items()):
            file = self.repository.root / path
            if file.exists() and file.read_text() == text:
                continue
            if text not in (self.of_git(f":{path}"), self.of_git(f"HEAD:{path}")):
                found.append(path)
            del self.written[path]  # git keeps it; what a person stages over it is theirs
        return found

    def of_git(self, blob: str) -> str | None:
        try:
            return self.repository.git("show", blob)
        except subprocess.CalledProcessError:
            return None


@settings(max_examples=60)
@given(STEPS)
def test_nothing_that_a_person_wrote_is_ever_lost(steps: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Repository(Path(folder)))
        world.repository.git("init", "--quiet")
        for verb, what in steps:
            getattr(world, verb)(what)
            assert world.lost() == [], verb


@given(first=WANTED, second=WANTED, third=WANTED)
def test_the_last_run_alone_decides_what_is_there(
    first: dict[str, str], second: dict[str, str], third: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder))
        for wanted in (first, second, third):
            assert repository.generate(wanted).problems == ()

        assert repository.files() == third


@given(WANTED)
def test_the_order_of_what_is_wanted_changes_nothing(wanted: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        turned = dict(reversed(wanted.items()))

        assert write.changes(wanted, Path(folder)) == write.changes(turned, Path(folder))
