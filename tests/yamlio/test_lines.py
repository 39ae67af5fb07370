"""The reader of block style never disagrees with the parser: it says the same, or that it does not know."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.yamlio import RenderedTextError, documents, dump
from generator.yamlio.lines import UNUSUAL, block

TEXT = st.text() | st.text(st.sampled_from("ab01:-?[]{},&*!|>'\"%@` #\t\n.~<=_\\é"), max_size=20)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
HEADS = [
    "",
    "- ",
    "- - ",
    "-",
    "a:",
    "a: ",
    "b:",
    "b: ",
    "on: ",
    "- a: ",
    "- b: ",
    "- a:",
    '"a": ',
    "'a': ",
    "a",
    "# ",
    "? ",
    ": ",
]
TAILS = [
    "",
    "x",
    "1",
    "yes",
    "'q'",
    '"q"',
    '"\\n"',
    "'it''s'",
    "{}",
    "[]",
    "{a: 1}",
    "[x]",
    "|",
    "|-",
    "|+",
    ">",
    "x # y",
    "x: y",
    "# c",
    "-",
    "- x",
]
TAILS += ["&a x", "*a", "!!str x", "x ", "x:", "#", "~", "---", "...", '"', "'", "\t", "é", "<<", "a\\b"]
LINE = st.tuples(st.integers(0, 5), st.sampled_from(HEADS), st.sampled_from(TAILS)).map(
    lambda t: " " * t[0] + t[1] + t[2]
)


def parsed(text):
    """What the parser makes of the text; a directive keeps the short way out of it."""
    try:
        found = documents("%YAML 1.1\n---\n" + text)
    except RenderedTextError:
        return UNUSUAL
    return found[0] if found else None


def agrees(text):
    ours = block(text)
    return ours is UNUSUAL or (ours == parsed(text) and repr(ours) == repr(parsed(text)))


@given(DATA)
def test_what_we_write_is_read_alike(data):
    assert agrees(dump({"a": data}))


@given(st.lists(LINE, max_size=7).map("\n".join))
@example("a:\n- b\n- c\nd: e")
@example("a: |\n  x\n   y\n\n  z\n \nb: 1")
@example("a: |\n  x\n b: 1")
@example("a: |\n\n  x\n")
@example("a: |")
@example("a: |\n  x")
@example("a: |\n  x\n  ")
@example("- - a\n  - b\n- c: d\n  e: |-\n    f\n")
@example("a: b\n  - c")
@example("a: b\n  c")
@example("a: b\n  c: d")
@example("a:\n    b: c\n  d: e")
@example("- a\nb: c")
@example("a: 1\na: 2")
@example("a:\n # c\n  b: c\n# d\n")
def test_any_lines_are_read_alike_or_are_unusual(text):
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\nkind: List\n# why\nitems:\n  - a: yes\n    'b': 2\n".replace("'", '"'),
        "a:\n- b: c\n  d:\n  - e\n  - {}\nf: []\ng: 'x'\nh:\n",
        "a: |\n  one\n\n    two\nb: |-\n  three\n\n",
        'a: "x\\"y\\n"\n',
        "- - 1\n  - 2\n- x\n",
        "# nothing\n\n",
    ],
)
def test_the_style_of_charts_is_usual(text):
    assert block(text) is not UNUSUAL
    assert agrees(text)
