"""Broken syntax is explained in the words of the person who typed it."""

import pytest

from generator.errors import InputError, Place, Problem
from generator.yamlio import parse

BROKEN = [
    (
        "services:\n   checkout: {}\n  cart: {}",
        "yaml-syntax",
        3,
        3,
        "the indentation does not match any open block (the one around it opened at line 1 column 1)",
        "indent the line as the other lines of its block",
    ),
    (
        "hosts: [a.example.com, b.example.com",
        "yaml-syntax",
        1,
        8,
        "the list that `[` opens here is never closed",
        "close it with `]`",
    ),
    ("hosts: [a\nb: c\n", "yaml-syntax", 1, 8, "the list that `[` opens here is never closed", "close it with `]`"),
    ("a: {b: c", "yaml-syntax", 1, 4, "the mapping that `{` opens here is never closed", "close it with `}`"),
    (
        "a: {b: c]",
        "yaml-syntax",
        1,
        9,
        "expected `,` or `}` here, found `]`",
        "close the mapping with `}`, or quote the text",
    ),
    (
        'name: "prod',
        "yaml-syntax",
        1,
        7,
        "the double-quoted text that starts here is never closed",
        'close it with `"`',
    ),
    (
        "a: 'b\nc: d\n",
        "yaml-syntax",
        1,
        4,
        "the single-quoted text that starts here is never closed",
        "close it with `'`",
    ),
    (
        'name: "a" b',
        "yaml-syntax",
        1,
        11,
        "found `b` after the end of a value",
        "put the whole value in one pair of quotes; inside single quotes write `''` for `'`",
    ),
    (
        "a: 'it's'",
        "yaml-syntax",
        1,
        8,
        "found `s'` after the end of a value",
        "put the whole value in one pair of quotes; inside single quotes write `''` for `'`",
    ),
    (
        "x: {a}{{ b }}",
        "yaml-syntax",
        1,
        7,
        "found `{{ b }}` after the end of a value",
        "quote the whole value, from before `{{` to its end",
    ),
    ("a: {b}}", "yaml-syntax", 1, 7, "`}` closes nothing", "remove `}`"),
    ("note: it: works # so", "yaml-syntax", 1, 9, "a plain value cannot hold `: `", 'quote it: `"it: works"`'),
    (
        "name:prod",
        "yaml-syntax",
        1,
        1,
        "`name:prod` has no space after the `:`, so it is one word",
        "write `name: prod`",
    ),
    (
        "name:prod\nfoo: bar\n",
        "yaml-syntax",
        1,
        1,
        "`name:prod` has no space after the `:`, so it is one word",
        "write `name: prod`",
    ),
    (
        "foo: bar\nname:prod\nx: y\n",
        "yaml-syntax",
        2,
        1,
        "`name:prod` has no space after the `:`, so it is one word",
        "write `name: prod`",
    ),
    (
        "a: b\nfoo\nbar: x",
        "yaml-syntax",
        2,
        1,
        "expected `key: value`, found `foo`",
        "add `: ` and a value after the key",
    ),
    (
        "a: b\n  c: d",
        "yaml-syntax",
        2,
        4,
        "the key `c` cannot stand here: the line above already holds a value",
        "indent it as the key above, or remove the value there",
    ),
    ("--- a: b", "yaml-syntax", 1, 6, "a key cannot stand here", "start it on a line of its own"),
    (
        "a:\xa0b\nc: d",
        "yaml-syntax",
        1,
        1,
        "a no-break space (U+00A0) follows the `:`, expected an ordinary space",
        "type the space again",
    ),
    ("a: 1\n: d", "yaml-syntax", 2, 1, "there is no key before the `:`", "write the key before the `:`"),
    ("owner: @platform-team", "yaml-syntax", 1, 8, "`@` cannot start a plain value", 'quote it: `"@platform-team"`'),
    ("note: `date`", "yaml-syntax", 1, 7, "a backtick cannot start a plain value", 'quote it: `"`date`"`'),
    ("pct: %50 # half", "yaml-syntax", 1, 6, "`%` cannot start a plain value", 'quote it: `"%50"`'),
    ("a: , b", "yaml-syntax", 1, 4, "`,` cannot start a plain value", 'quote it: `", b"`'),
    ("a: ]", "yaml-syntax", 1, 4, "`]` cannot start a plain value", 'quote it: `"]"`'),
    ("host: *.example.com", "yaml-syntax", 1, 7, "`*` cannot start a plain value", 'quote it: `"*.example.com"`'),
    ("a: & b", "yaml-syntax", 1, 4, "`&` cannot start a plain value", 'quote it: `"& b"`'),
    (
        "a:\n\tb: c",
        "yaml-syntax",
        2,
        1,
        "the line is indented with a tab, expected spaces",
        "replace the tab by spaces",
    ),
    (
        "a:\n  b: c\n\td: e\n",
        "yaml-syntax",
        3,
        1,
        "the line is indented with a tab, expected spaces",
        "replace the tab by spaces",
    ),
    ("a: |\n\tb", "yaml-syntax", 2, 1, "the line is indented with a tab, expected spaces", "replace the tab by spaces"),
    (
        'a: "C:\\qux"',
        "yaml-syntax",
        1,
        7,
        "`\\q` starts no escape that double quotes know",
        "write `\\\\` for a backslash, or put the text in single quotes",
    ),
    (
        'a: "\\ud800"',
        "yaml-syntax",
        1,
        5,
        "`\\u` starts no escape that double quotes know",
        "write `\\\\` for a backslash, or put the text in single quotes",
    ),
    (
        'a: "\\xZZ"',
        "yaml-syntax",
        1,
        5,
        "`\\x` starts no escape that double quotes know",
        "write `\\\\` for a backslash, or put the text in single quotes",
    ),
    (
        "a: b\n- c",
        "yaml-syntax",
        2,
        1,
        "a list item stands among the keys of a mapping",
        "indent it below the key that it belongs to",
    ),
    (
        "- a\nb: c",
        "yaml-syntax",
        2,
        1,
        "expected a list item here",
        "start the line with `- `, or indent it as part of the item above",
    ),
    (
        "a: - b",
        "yaml-syntax",
        1,
        4,
        "a list item cannot start here",
        "put it on a line of its own below the key, or quote the value",
    ),
    (
        "a: |x\n b",
        "yaml-syntax",
        1,
        5,
        "found `x` after `|`, expected the end of the line",
        "start the text on the line below, or quote it if `|` belongs to it",
    ),
    (
        "a: !<",
        "yaml-tag",
        1,
        4,
        "tags are not allowed, found `!<`",
        "remove the tag, and quote the value if it is text",
    ),
    (
        "a: !foo!bar x",
        "yaml-tag",
        1,
        4,
        "tags are not allowed, found `!foo!bar`",
        "remove the tag, and quote the value if it is text",
    ),
    ("%FOO\n---\na: b", "yaml-directive", 1, 1, "directives are not allowed", "remove the line that starts with `%`"),
    (
        "%YAML 1.3\n---\na: b",
        "yaml-directive",
        1,
        1,
        "directives are not allowed",
        "remove the line that starts with `%`",
    ),
    (
        "a: b\n...\nc: d",
        "yaml-multi-doc",
        3,
        1,
        "a second document starts here, expected one document a file",
        "move it to a file of its own, or remove the line",
    ),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "message", "hint"), BROKEN)
def test_broken_syntax_is_one_problem_that_says_what_to_type(text, code, line, column, message, hint):
    with pytest.raises(InputError) as raised:
        parse(text.encode(), "environments/dev.yaml")

    place = Place("environments/dev.yaml", line, column)
    assert raised.value.problems == (Problem(code=code, message=message, place=place, hint=hint),)


def test_an_error_without_words_of_ours_keeps_those_of_the_parser():
    with pytest.raises(InputError) as raised:
        parse(b"a: |0\n b", "f")

    (problem,) = raised.value.problems
    assert problem.message == "the YAML parser says: found an indentation indicator equal to 0"
    assert problem.hint == "look at this line and at the one above it"


@pytest.mark.parametrize(
    ("text", "line", "column", "bracket"),
    [
        ("a: [", 1, 4, "["),
        ("a: [b,\n", 1, 4, "["),
        ("a: {b: [1, {\n# c\n", 1, 12, "{"),
        ('a: ["[", \n', 1, 4, "["),
        ("a: [b # [\n,\n", 1, 4, "["),
        ("a: [[b], '[', [c],\n", 1, 4, "["),
    ],
)
def test_a_bracket_that_is_never_closed_is_told_where_it_stands(text: str, line: int, column: int, bracket: str):
    with pytest.raises(InputError) as raised:
        parse(text.encode(), "f")

    (problem,) = raised.value.problems
    assert (problem.place, problem.code) == (Place("f", line, column), "yaml-syntax")
    assert problem.message.endswith(f"that `{bracket}` opens here is never closed")


def test_what_was_found_before_broken_syntax_is_told_too():
    with pytest.raises(InputError) as raised:
        parse(b"a: 0755\na: 1\nb: [c", "f")

    assert [(p.code, p.place.line) for p in raised.value.problems] == [
        ("ambiguous-scalar", 1),
        ("duplicate-key", 2),
        ("yaml-syntax", 3),
    ]


def test_columns_count_characters_also_after_emoji_and_a_byte_order_mark():
    with pytest.raises(InputError) as raised:
        parse("\ufeffa: {\U0001f600: [x}".encode(), "f")

    assert raised.value.problems[0].place == Place("f", 1, 10)
