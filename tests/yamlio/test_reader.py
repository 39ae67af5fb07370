"""An input file becomes nodes with places, or every problem in it; no bytes bring the reader down."""

import datetime
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Also, InputError, Place, Problem
from generator.nodes import Branch, Leaf, Series, plain
from generator.yamlio import parse, parse_all

REFUSED = [
    ("", "empty-file", 1, 1, "the file is empty, expected a mapping", "write `key: value` lines, or remove the file"),
    (
        "# nothing\n",
        "empty-file",
        1,
        1,
        "the file is empty, expected a mapping",
        "write `key: value` lines, or remove the file",
    ),
    (
        "---\n",
        "empty-file",
        1,
        1,
        "the file is empty, expected a mapping",
        "write `key: value` lines, or remove the file",
    ),
    (
        "null\n",
        "empty-file",
        1,
        1,
        "the file is empty, expected a mapping",
        "write `key: value` lines, or remove the file",
    ),
    ("- a\n", "not-a-mapping", 1, 1, "the file is a list, expected a mapping", "write `key: value` lines"),
    ("shop\n", "not-a-mapping", 1, 1, "the file is the text `shop`, expected a mapping", "write `key: value` lines"),
    (
        "name: a\n---\nname: b\n",
        "yaml-multi-doc",
        2,
        1,
        "a second document starts here, expected one document a file",
        "move it to a file of its own, or remove the line",
    ),
    (
        "%TAG ! tag:example.com,2026:\n---\nname: prod\n",
        "yaml-directive",
        1,
        1,
        "directives are not allowed",
        "remove the line that starts with `%`",
    ),
    ("a: &x 1\n", "yaml-alias", 1, 4, "anchors are not allowed, found `&x`", "remove `&x`"),
    (
        "a: *x\n",
        "yaml-alias",
        1,
        4,
        "aliases are not allowed, found `*x`",
        'write the value out, or quote it if it is text: `"*x"`',
    ),
    (
        "a: !!str 1\n",
        "yaml-tag",
        1,
        4,
        "tags are not allowed, found `!!str`",
        "remove the tag, and quote the value if it is text",
    ),
    (
        "a: !Ref b\n",
        "yaml-tag",
        1,
        4,
        "tags are not allowed, found `!Ref`",
        "remove the tag, and quote the value if it is text",
    ),
    (
        "a: 1\nb:\n  c: 1\n  c: 2\n",
        "duplicate-key",
        4,
        3,
        "the key `c` stands twice in this mapping",
        "keep one of the two",
    ),
    ("{a: 1, a: 2}", "duplicate-key", 1, 8, "the key `a` stands twice in this mapping", "keep one of the two"),
    ("a: 1\n'a': 2", "duplicate-key", 2, 1, "the key `a` stands twice in this mapping", "keep one of the two"),
    ("1: a\n", "key-type", 1, 1, "a key must be text, `1` is a number", 'quote it: `"1"`'),
    ("1.5: a\n", "key-type", 1, 1, "a key must be text, `1.5` is a number", 'quote it: `"1.5"`'),
    ("true: a\n", "key-type", 1, 1, "a key must be text, `true` is a boolean", 'quote it: `"true"`'),
    ("~: a\n", "key-type", 1, 1, "a key must be text, `~` is null", 'quote it: `"~"`'),
    ("? \n: a\n", "key-type", 1, 2, "a key must be text, found none before the `:`", "write the key before the `:`"),
    ("2026-12-31: a\n", "key-type", 1, 1, "a key must be text, `2026-12-31` is a date", 'quote it: `"2026-12-31"`'),
    ("0755: a\n", "key-type", 1, 1, "a key must be text, `0755` is ambiguous", 'quote it: `"0755"`'),
    (
        "<<: {a: 1}\n",
        "yaml-merge",
        1,
        1,
        "merge keys are not allowed, found `<<`",
        "write the keys out; what services share goes to `defaults` in `config/platform.yaml`",
    ),
    ("? [a, b]\n: c\n", "key-type", 1, 3, "a key must be text, found a list", "write the key as text"),
    ("? {a: b}\n: c\n", "key-type", 1, 3, "a key must be text, found a mapping", "write the key as text"),
    (
        "? *a\n: c\n",
        "yaml-alias",
        1,
        3,
        "aliases are not allowed, found `*a`",
        'write the value out, or quote it if it is text: `"*a"`',
    ),
    (
        "{{ env }}: x",
        "key-type",
        1,
        1,
        "a key must be text, found a mapping",
        "put the whole value that holds `{{` in quotes",
    ),
    (
        "a: {{ env }}",
        "key-type",
        1,
        5,
        "a key must be text, found a mapping",
        "put the whole value that holds `{{` in quotes",
    ),
    (
        "a: b\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n",
        "conflict-marker",
        2,
        1,
        "a merge conflict was left in the file: `<<<<<<<`",
        "keep one of the two sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
    (
        "a: b\r\n>>>>>>> theirs\r\n",
        "conflict-marker",
        2,
        1,
        "a merge conflict was left in the file: `>>>>>>>`",
        "keep one of the two sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
    ),
]


def problems_of(data):
    with pytest.raises(InputError) as raised:
        parse(data, "f")
    return raised.value.problems


def values(node):
    match node:
        case Leaf():
            return node.value
        case Series():
            return [values(item) for item in node.items]
        case Branch():
            return {name: values(child) for name, child in node.children.items()}


@pytest.mark.parametrize(("text", "code", "line", "column", "message", "hint"), REFUSED)
def test_what_yaml_allows_and_the_reader_does_not(text, code, line, column, message, hint):
    (problem,) = problems_of(text.encode())

    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert problem.place == Place("f", line, column)


def test_a_duplicate_key_names_the_first_one():
    (problem,) = problems_of(b"a: 1\nb: 2\n'a': 3\n")

    assert problem == Problem(
        code="duplicate-key",
        message="the key `a` stands twice in this mapping",
        place=Place("f", 3, 1),
        also=(Also(Place("f", 1, 1), "`a` stands here first"),),
        hint="keep one of the two",
    )


def test_each_node_and_each_key_has_its_place():
    root = parse(b"# comment\na:\n  b: [1, {c: x}]\n  d:\n", "f")

    a = root.children["a"]
    b = a.children["b"]
    assert (root.place, root.keys["a"], a.place) == (Place("f", 2, 1), Place("f", 2, 1), Place("f", 3, 3))
    assert (a.keys["b"], b.place, b.items[0].place) == (Place("f", 3, 3), Place("f", 3, 6), Place("f", 3, 7))
    assert (b.items[1].keys["c"], b.items[1].children["c"].place) == (Place("f", 3, 11), Place("f", 3, 14))
    assert a.children["d"].place == Place("f", 4, 5)


def test_columns_count_characters_not_bytes():
    root = parse("\ufeff{\u00e9\U0001f600: 1, b: 2}\r\n".encode(), "f")

    assert root.keys["b"] == Place("f", 1, 9)


def test_only_true_and_false_are_booleans_and_only_three_words_are_null():
    text = "{a: true, b: false, c: yes, d: NO, e: on, f: y, g: True, h: null, i: ~, j: , k: 'null', l: 'true'}"

    assert values(parse(text.encode(), "f")) == {
        "a": True, "b": False, "c": "yes", "d": "NO", "e": "on", "f": "y", "g": "True",
        "h": None, "i": None, "j": None, "k": "null", "l": "true",
    }  # fmt: skip


def test_plain_numbers_and_dates_are_what_they_look_like():
    text = "[0, -5, 9007199254740992, 1.5, -0.5, 1.0, 2026-12-31]"

    found = [item.value for item in parse(f"a: {text}".encode(), "f").children["a"].items]

    assert found == [0, -5, 2**53, 1.5, -0.5, 1.0, datetime.date(2026, 12, 31)]
    assert [type(value) for value in found[:6]] == [int, int, int, float, float, float]


def test_block_text_is_text():
    assert values(parse(b"a: |\n  0755\nb: >-\n  1e3\n", "f")) == {"a": "0755\n", "b": "1e3"}


def test_words_that_some_yaml_types_as_booleans_may_be_keys():
    assert values(parse(b"on: 1\nno: 2\ny: 3\n", "f")) == {"on": 1, "no": 2, "y": 3}


def test_a_tab_before_a_comment_is_fine():
    assert values(parse(b"name: prod\t# comment", "f")) == {"name": "prod"}


def test_windows_line_ends_are_fine():
    assert values(parse(b"a: 1\r\nb:\r\n  - c\r\n", "f")) == {"a": 1, "b": ["c"]}


def test_all_problems_of_a_file_come_at_once():
    found = problems_of(b"a: 0755 # \xe2\x80\x8b\nb: &x 1\nc: *x\nb: 1\n1: {a: 1, a: 2}\n")

    assert [problem.code for problem in found] == [
        "ambiguous-scalar", "bad-char", "yaml-alias", "yaml-alias", "duplicate-key", "key-type", "duplicate-key",
    ]  # fmt: skip


def test_a_bad_key_is_one_problem_whatever_it_holds():
    assert [problem.code for problem in problems_of(b"? [0755, *a, !b c]\n: d\n")] == ["key-type"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a: " + "[" * 60, 1, 53), ("".join(" " * n + "a:\n" for n in range(60)), 51, 51), ("? " * 60, 1, 101)],
)
def test_the_nesting_has_a_limit(text, line, column):
    (problem,) = problems_of(text.encode())

    assert problem == Problem(
        code="too-deep",
        message="the nesting is deeper than 50 levels",
        place=Place("f", line, column),
        hint="close the brackets, or take levels away",
    )


def test_fifty_levels_are_allowed():
    assert parse(("{a: " * 50 + "}" * 50).encode(), "f").place == Place("f", 1, 1)


def test_the_number_of_problems_has_a_limit():
    *first, last = problems_of(b"a: [" + b"*b," * 1000 + b"]\n")

    assert {problem.code for problem in first} == {"yaml-alias"}
    assert len(first) == 101
    assert last == Problem(
        code="too-many-problems",
        message="the file has more than 100 problems up to here",
        place=Place("f", 1, 308),
        hint="mend these first: the file is read no further",
    )


def test_the_number_of_directives_has_a_limit():
    (problem,) = problems_of(b"a: 1\n...\n" + b"%TAG ! a\n" * 101)

    assert (problem.code, problem.place) == ("yaml-directive", Place("f", 3, 1))


def test_the_number_of_values_has_a_limit():
    (problem,) = problems_of(b"a:\n" + b"- b\n" * 100_000)

    assert (problem.code, problem.place) == ("file-too-large", Place("f", 99997, 3))
    assert problem.message == "the file holds more than 100000 YAML events"
    assert problem.hint == "move what is large into a file under `config/files/`"


NASTY = {
    "nothing but brackets": b"[" * 200_000,
    "nothing but braces": b"{" * 200_000,
    "brackets in a value": b"a: " + b"[" * 200_000,
    "list items in one line": b"- " * 200_000,
    "keys of keys": b"? " * 200_000,
    "a number of 5000 digits": b"a: " + b"9" * 5000,
    "a fraction of 5000 digits": b"a: 0." + b"9" * 5000,
    "a merge of itself": b"a: &a {<<: *a}",
    "a list in itself": b"a: &a [*a]",
    "laughs": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
    "zeros": b"\x00" * 10_000,
    "a file of UTF-16": "a: b".encode("utf-16"),
    "half a character": b"a: \xe2\x82",
    "a surrogate": b"a: \xed\xa0\x80",
    "conflict markers": b"<<<<<<<\n" * 20_000,
    "a key of 100000 characters": b"k" * 100_000 + b": 1",
    "quotes that never close": b'"' * 100_001,
    "tags": b"!<" * 5000,
    "duplicate keys": b"a: 1\n" * 20_000,
}


@pytest.mark.parametrize("data", NASTY.values(), ids=NASTY.keys())
def test_nasty_files_end_in_problems(data):
    assert problems_of(data)


def test_the_worst_of_them_do_not_end_the_process():
    code = "from generator.errors import InputError\nfrom generator.yamlio import parse\nfor sign in b'[{-?':\n"
    code += " try: parse(bytes([sign, 32]) * 400_000, 'f')\n except InputError: pass"

    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def outcome(data):
    """The problems of a file; none where it is a mapping."""
    try:
        assert isinstance(parse(data, "f"), Branch)
    except InputError as error:
        return error.problems or pytest.fail("refused without a problem")
    return ()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_mapping_or_problems(data):
    for problem in outcome(data):
        assert problem.message
        assert problem.place.line >= 1
        assert problem.place.column >= 1


@given(st.text(st.sampled_from("ab01:-?[]{},&*!|>'\"%@` #\t\n\r.~<=_\\\u00e9\ufeff\u2028x+e"), max_size=60))
def test_any_text_of_yaml_signs_is_a_mapping_or_problems(text):
    for problem in outcome(text.encode()):
        assert problem.message
        assert 1 <= problem.place.line <= text.count("\n") + 2


def test_a_file_of_several_documents_is_read_as_such_and_empty_ones_are_passed_by() -> None:
    first, second = parse_all(b"# one\na: 1\n---\n# nothing\n---\n---\nb: [2]\n...\n", "x.yaml")

    assert (plain(first), plain(second)) == ({"a": 1}, {"b": [2]})
    assert (first.keys["a"], second.keys["b"]) == (Place("x.yaml", 2, 1), Place("x.yaml", 7, 1))
    assert parse_all(b"", "x.yaml") == parse_all(b"# nothing\n---\n", "x.yaml") == ()


def test_every_problem_of_every_document_is_told() -> None:
    with pytest.raises(InputError) as caught:
        parse_all(b"a: 0755\n---\n[1]\n---\n%TAG ! x\n---\nb: &x 1\n---\n*x\n", "x.yaml")
    assert {problem.code for problem in caught.value.problems} >= {"ambiguous-scalar", "not-a-mapping"}

    with pytest.raises(InputError) as caught:
        parse_all(b"a: 1\n---\nb: [\n", "x.yaml")
    assert [problem.code for problem in caught.value.problems] == ["yaml-syntax"]
    with pytest.raises(InputError, match="conflict"):
        parse_all(b"<<<<<<< a\n=======\n>>>>>>> b\n", "x.yaml")
