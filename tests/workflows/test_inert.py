"""Markdown that anybody wrote does nothing, and that of an honest run shows what it showed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from posting.inert import UNSEEN, cut, inert

OURS = ("https://github.com/acme/gitops/",)


@pytest.mark.parametrize(
    ("written", "harmless"),
    [
        ("@acme/admins", "@~acme/admins"),
        (r"\@maya", r"\@~maya"),
        ("_@maya_", "_@~maya_"),
        ("&#64;maya", "@~maya"),
        ("&commat;maya", "@~maya"),
        ("@&#109;aya", "@~&#109;aya"),
        ("see #12", "see #~12"),
        ("&#35;12", "#~12"),
        ("other/repo#12 GH-12", "other/repo#~12 GH-~12"),
        ("![x](https://evil.example/x.png)", "!~[x]~(https://evil.example/x.png)"),
        ("[the run](https://evil.example)", "[the run]~(https://evil.example)"),
        ("[the run](\nhttps://evil.example)", "[the run]~(\nhttps://evil.example)"),
        ("[x](https://github.com/acme/gitops/../../evil/x)", "[x]~(https://github.com/acme/gitops/../../evil/x)"),
        ("[x](javascript:alert(1))", "[x]~(javascript:alert(1))"),
        ("[x]: https://evil.example", "[x]~: https://evil.example"),
        ("<img src=x onerror=y>", "<~img src=x onerror=y>"),
        ("<a href=x>", "<~a href=x>"),
        ("<details ontoggle=x>", "<~details ontoggle=x>"),
        ("<https://evil.example>", "<~https://evil.example>"),
        ("<!-- cartwright:diff:v1:main -->", "<~!-- cartwright:diff:v1:main -->"),
        ("a\u202egpj.exe", "a\ufffdgpj.exe"),
        ("&#8238;x &rlm;x", "\ufffdx \ufffdx"),
        ("\x1b[31m", "\ufffd[31m"),
    ],
)
def test_what_would_do_something_does_nothing(written: str, harmless: str) -> None:
    assert inert(written, OURS) == harmless.replace("~", UNSEEN)


@pytest.mark.parametrize(
    "written",
    [
        "<details open><summary>3 objects <b>x</b> <code>a&#124;b</code></summary>\n\n</details>",
        "> [!CAUTION]\n> **I02** `StatefulSet prod/db`",
        "```diff\n! spec.template.spec.containers[api].image: repo@sha256:0 → repo@sha256:1\n```",
        "| a | b |\n|---|---|",
        "### Heading\n<sub>base 1a2b3c4 · head 5d6e7f8</sub>",
        "[the run](https://github.com/acme/gitops/actions/runs/50)",
        "&lt;none&gt; &#60;b&#62; a < b",
        "a\tb",
    ],
)
def test_what_we_write_stays_as_it_is(written: str) -> None:
    assert inert(written, OURS) == written


@given(some.text(alphabet="@#&;<>!-[]()`~ \nab1/:.", max_size=80))
def test_made_harmless_twice_is_made_harmless_once(text: str) -> None:
    once = inert(text, OURS)

    assert inert(once, OURS) == once


@given(some.text(alphabet="`~ \nab<>/details", max_size=300), some.integers(50, 200))
def test_what_is_cut_is_never_longer_and_is_a_beginning(text: str, most: int) -> None:
    shown, missing = cut(text, most)

    assert missing or shown.startswith("\n".join(text.splitlines()))
    assert len(shown) <= most


def test_fences_and_folds_that_are_open_are_closed() -> None:
    text = "<details>\n<details><summary>x</summary>\n\n~~~~yaml\n```\n</details>"

    assert cut(text, 1_000) == (f"{text}\n~~~~\n\n</details>\n\n</details>", False)


def test_a_fence_of_backticks_is_closed_by_as_many_alone() -> None:
    assert cut("````\n```\n````", 1_000)[0] == "````\n```\n````"
    assert cut("```a`b\nx", 1_000)[0] == "```a`b\nx"


def test_one_long_line_is_cut_as_a_whole() -> None:
    assert cut("a\n" + "b" * 100, 50) == ("a", True)
