"""The difference as text, which other programs read as well."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.write import Changes, FileChange, difference
from tests.write.repository import Repository


def text_of(*files: FileChange) -> str:
    return "".join(difference(Changes(files, 0)))


def test_an_update_shows_the_lines_around_it() -> None:
    assert text_of(FileChange("charts/a.yaml", b"a: 1\nb: 1\n", b"a: 1\nb: 2\n")) == (
        "--- a/charts/a.yaml\n+++ b/charts/a.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 1\n+b: 2\n"
    )


def test_a_created_and_a_removed_file_stand_beside_nothing() -> None:
    assert text_of(FileChange("charts/a.yaml", None, b"a: 1\n"), FileChange("charts/b.yaml", b"b: 1\n", None)) == (
        "--- /dev/null\n+++ b/charts/a.yaml\n@@ -0,0 +1 @@\n+a: 1\n"
        "--- a/charts/b.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-b: 1\n"
    )


def test_a_missing_end_of_the_last_line_is_said() -> None:
    assert text_of(FileChange("charts/a.yaml", b"a: 1", b"a: 2\n")) == (
        "--- a/charts/a.yaml\n+++ b/charts/a.yaml\n@@ -1 +1 @@\n-a: 1\n\\ No newline at end of file\n+a: 2\n"
    )


def test_bytes_that_are_no_text_are_shown_escaped() -> None:
    assert "-\\xff\n" in text_of(FileChange("charts/a.yaml", b"\xff\n", b"a: 2\n"))


TEXTS = st.text(st.sampled_from("ab\n\r\x0c\u2028-+@\\ "), min_size=1).map(str.encode)


@given(st.lists(st.tuples(TEXTS, TEXTS).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=3))
def test_lines_are_split_at_line_feeds_only(pairs: list[tuple[bytes, bytes]]) -> None:
    changes = Changes(tuple(FileChange(f"charts/{n}.yaml", *pair) for n, pair in enumerate(pairs)), 0)

    lines = list(difference(changes))

    removed = "".join(text[1:] for text in lines if text[0] in " -" and not text.startswith("--- a/"))
    assert all(text.endswith("\n") for text in lines)
    if len(pairs) == 1 and pairs[0][0].endswith(b"\n") and pairs[0][0].count(b"\n") < 4:
        assert removed == pairs[0][0].decode()


def test_git_applies_the_difference(repository: Repository) -> None:
    before = {"charts/a.yaml": "a\nb\x0cc\u2028d\n\ne", "charts/b.yaml": "x\n" * 50, "charts/c.yaml": "gone\n"}
    after = {
        "charts/a.yaml": "a\nb\x0cC\u2028d\n\ne\n",
        "charts/b.yaml": "x\n" * 20 + "y\n" + "x\n" * 29 + "z",
        "argocd/d.yaml": "new",
    }
    for path, text in before.items():
        repository.put(path, text)
    changed = (
        FileChange(p, b.encode() if (b := before.get(p)) else None, a.encode() if (a := after.get(p)) else None)
        for p in sorted(before | after)
    )
    repository.put("patch", text_of(*changed))

    repository.git("apply", "patch")

    assert repository.files() == after
