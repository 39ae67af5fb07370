from __future__ import annotations

import pytest

from generator.render.brought.template import actions, definitions, position


def words(text: str) -> list[list[str]]:
    return [[token.text for token in action.tokens] for action in actions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no action }} at all {", []),
        ("{{ .Values.now }}", [[".Values", ".now"]]),
        ("{{- now | date `x}}y` -}}", [["now", "date", "`x}}y`"]]),
        ('{{ "a \\" }} b" }}{{x}}', [['"a \\" }} b"'], ["x"]]),
        ("{{/* {{ now }} */}}{{- /* x\n}} */ -}}", [[], []]),
        ("{{ $now := 10 }}{{ '}' }}", [["$now", "10"], ["'}'"]]),
        ("{{ (index .a 0).b }}", [["index", ".a", "0", ".b"]]),
        ("{{ open", []),
        ('{{ "never closed }}', [["never", "closed"]]),
    ],
)
def test_the_words_and_texts_of_each_action_are_found(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


def test_an_action_knows_its_definition_and_the_blocks_around_it() -> None:
    text = '{{ define "x" }}{{ if a }}{{ b }}{{ else }}{{ c }}{{ end }}{{ end }}{{ d }}{{ range e }}{{ f }}{{ end }}'

    found = [(action.keyword, action.body, action.depth) for action in actions(text)]

    assert found == [
        ("define", "", 0),
        ("if", "x", 0),
        ("b", "x", 1),
        ("else", "x", 0),
        ("c", "x", 1),
        ("end", "x", 0),
        ("end", "", 0),
        ("d", "", 0),
        ("range", "", 0),
        ("f", "", 1),
        ("end", "", 0),
    ]


def test_more_ends_than_blocks_are_no_trouble() -> None:
    assert [action.depth for action in actions("{{ end }}{{ end }}{{ a }}")] == [0, 0, 0]


def test_definitions_are_what_is_left_of_a_template_that_prints_nothing() -> None:
    text = 'a{{ x }}{{ define "y" }}b{{ if c }}d{{ end }}{{ end }}e{{ if f }}{{ end }}{{ define "z" }}{{ end }}'

    assert definitions(text, actions(text)) == (
        '{{ define "y" }}b{{ if c }}d{{ end }}{{ end }}\n{{ define "z" }}{{ end }}'
    )


def test_an_offset_is_a_line_and_a_column_from_1() -> None:
    assert [position("ab\nc", offset) for offset in (0, 1, 3)] == [(1, 1), (1, 2), (2, 1)]
