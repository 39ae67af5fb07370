"""Rendered text is read as Helm and Kubernetes read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.yamlio import RenderedTextError, RepeatedKeyError, documents

PLAIN = """
yes no on off y n Y N YES No On OFF true True TRUE false null Null NULL ~ yEs nope nan .5 1. 1.0 1.5 -2.5 1e3 12e03
1 0 -1 +1 08 09 0777 -0777 0o17 0O17 0x1F 0X1f 0b11 0B11 1_000 1_0.5 _1 12:30:45 2026-12-31 2026-11-24T10:00:00Z
10Gi 500m 1.2.3 = -a a b/c v1.0 http://x e1 1e 0x .e1 + . .. 1e-3 1E5 1e+3 -.5 +.5 123abc 9007199254740991 1000000
0.1 1e310 -1e400 .0_ +.0_ 00 007 0_7 -0x1F 100000000000000
""".split()  # noqa: SIM905 words are easier to read without quotes


def helm(text):
    chart = pytest.importorskip("helm_python", reason="helm-python-sdk has no wheel for this machine")
    return chart.values_from_yaml(text)


@pytest.mark.parametrize("word", PLAIN)
def test_a_plain_scalar_is_what_helm_takes_it_for(word):
    ours, helms = documents(f"a: {word}")[0]["a"], helm(f"a: {word}")["a"]

    assert ours == helms
    assert isinstance(ours, bool) == isinstance(helms, bool)
    assert isinstance(ours, str) == isinstance(helms, str)


@given(st.text("0123456789.eExXoObB+-_:~yYnNaf", min_size=1, max_size=8))
def test_any_number_like_scalar_is_what_helm_takes_it_for(word):
    text = f"a: {word}"
    try:
        helms = helm(text)["a"]
    except Exception:  # noqa: BLE001 Helm refuses it: nothing to compare
        return

    assert documents(text)[0]["a"] == pytest.approx(helms, nan_ok=True)


@pytest.mark.parametrize("word", ["true", "yes", "1", "0777", "on", "a", "1.5", "2026-12-31"])
def test_a_plain_key_is_the_text_that_helm_makes_of_it(word):
    assert documents(f"{word}: a") == [helm(f"{word}: a")]


def test_every_document_with_an_object_comes_in_order():
    text = "---\n# Source: a.yaml\na: 1\n---\n# Source: empty.yaml\n---\n---\n- b\n...\n"

    assert documents(text) == [{"a": 1}, ["b"]]


def test_no_text_is_no_documents():
    assert documents("") == []
    assert documents("---\n# nothing\n") == []


def test_quoted_and_block_scalars_are_text():
    assert documents("a: 'yes'\nb: \"1\"\nc: |\n  1e3\nd: >-\n  null\n") == [
        {"a": "yes", "b": "1", "c": "1e3\n", "d": "null"}
    ]


def test_aliases_are_followed():
    assert documents("a: &x {b: &y yes}\nc: *x\nd: *y\n") == [{"a": {"b": True}, "c": {"b": True}, "d": True}]


def test_a_key_that_stands_twice_is_refused_with_its_line():
    with pytest.raises(RepeatedKeyError) as raised:
        documents("a: 1\n---\nb:\n  c: 1\n  c: 2\n")

    assert (raised.value.line, raised.value.message) == (5, "the key `c` stands twice in one mapping")
    assert str(raised.value) == "line 5: the key `c` stands twice in one mapping"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [c", 3, "did not find expected ',' or ']'"),
        ("a: !!binary x", 1, "tags are not read here: `tag:yaml.org,2002:binary`"),
        ("a: *x", 1, "the alias `*x` has no anchor"),
        ("? [a]\n: b", 1, "a key must be plain text"),
        ("a: 1\n<<: {b: 2}", 2, "`<<` cannot be a key"),
        ("~: 1", 1, "`~` cannot be a key"),
        ("a: \x00", 1, "unacceptable character #x0000: control characters are not allowed"),
        ("[" * 5000, 1, "the nesting is too deep"),
    ],
)
def test_text_that_is_no_objects_is_refused_with_its_line(text, line, message):
    with pytest.raises(RenderedTextError) as raised:
        documents(text)

    assert (raised.value.line, raised.value.message) == (line, message)
