"""What is written is what every reader gives back: Helm's, a YAML 1.1 reader, a YAML 1.2 reader."""

import math
from functools import partial
from io import StringIO

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.nodes import plain
from generator.yamlio import documents, dump, dump_all, parse, scalar

NASTY = r"""
yes no on off y n Y N YES No On OFF true True TRUE false null Null NULL ~ nan NaN .nan .NaN inf Infinity .inf -.inf
1 0 -1 +1 1.5 .5 1. 1e3 12e03 1E5 1234567e8 08 0777 0755 010 0o10 0O7 0x1F 0b11 1_000 _1 12:30 12:30:45 190:20:30
1:2.5 2026-12-31 2026-1-2 2026-11-24T10:00:00Z 9007199254740993 99999999999999999999 1e400 0.1 -0 +.0_ .0_ 0x 0b 1e
e1 10Gi 500m 5m 30s 1d 50% 10.0.0.1 10.0.0.0/8 2001:db8::1 8080:80 = << <<: - -- --- ... . .. ? ?a : :a a: a:b a::b
, ,a a, [ ] [] { } {} {{ }} * *a & &a ! !a !!str | |- > >- % %a @ @a ` `a ' '' " "" \ \n \x41 # #a a#b $ $HOME $(id)
^ ( ) _ / /a a/b a=b a@b a%b a+b x,y key:value http://x:80/y?z=1#f é ☃ 😀 日本
""".split()  # noqa: SIM905 words are easier to read without quotes
NASTY += ["\u00a0", "\u0085", "\u2028", "\u2029", "\ufeff", "\u200b", "\u202e", "\ufffd", "\U000e0041"]
NASTY += [
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x9f",
    "\u00a0a",
    "a\u00a0",
    "a\u00a0\nb",
    "a\u0085b\nc",
    "a\u2028b\nc",
    "a\ufeffb\nc",
]
NASTY += [
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    " a",
    "a ",
    "a  b",
    "\ta",
    "a\t",
    "a\tb",
    "a # b",
    "a: b",
    "a - b",
    "- a",
    "# a",
]
NASTY += [
    "? a",
    "a :b",
    "a:\tb",
    "null x",
    "no way",
    "yes: no",
    "a'b",
    'a"b',
    "a\\b",
    "{{ .Values.x }}",
    "{{- if a }}",
    "[a, b",
]
NASTY += [
    "{a: b",
    "<<: *a",
    "a\nb",
    "a\n",
    "\na",
    "a\n\n",
    "\n\n",
    "a\n\n\nb\n",
    " a\nb",
    "a\n b",
    "a\n\tb",
    "a \nb",
    "a\n \nb",
]
NASTY += [
    "a\t\nb",
    "a\r\nb",
    "a\rb",
    "a\nb\r",
    "a\nb ",
    "a\nb\n ",
    "#a\nb",
    "a\n#b",
    "---\na",
    "a\n---\nb",
    "...\n",
    "a\n...\nb\n",
]
NASTY += [
    "- a\n- b\n",
    "a: b\nc: d\n",
    "\u00e9\n\u2603\n",
    "a\n\x00b",
    "a\n\u200bb",
    "key with spaces",
    "x" * 300,
    "word " * 60,
]
NASTY += ["l1\nl2 " * 30, "%YAML 1.1", "!!binary abc", "a\n%YAML 1.1\n", "\\", "a\\\nb", "tab\tin\nlines\tof\ntext"]
TEXT = st.text() | st.text(
    st.sampled_from("ab01:-?[]{},&*!|>'\"%@` #\t\n\r.~<=_\\é\ufeff\u2028\u0085x+eE"), max_size=20
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e15, 1e15) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def helm(text):
    chart = pytest.importorskip("helm_python", reason="helm-python-sdk has no wheel for this machine")
    return chart.values_from_yaml(text)


READERS = {
    "PyYAML": partial(yaml.load, Loader=yaml.CSafeLoader),
    "ruamel": lambda text: YAML(typ="safe", pure=True).load(StringIO(text)),
    "Helm": helm,
    "ours": lambda text: documents(text)[0],
}


@pytest.fixture(params=READERS.values(), ids=READERS.keys())
def read(request):
    return request.param


def everywhere(words):
    """Each word as value, key, list item, and inside nested ones."""
    return {
        "values": {f"k{index}": word for index, word in enumerate(words)},
        "keys": dict.fromkeys(words, 1),
        "items": list(words),
        "nested": [{word: [{"a": word}, [word, word]]} for word in words],
    }


def test_nasty_strings_come_back_from_every_reader(read):
    assert read(dump(everywhere(NASTY))) == everywhere(NASTY)


def test_nasty_strings_alone_come_back_from_every_reader(read):
    wrong = [word for word in NASTY if read(dump({word: word})) != {word: word}]

    assert wrong == []


@given(st.lists(TEXT, max_size=8))
def test_any_strings_come_back_from_helm(words):
    assert helm(dump(everywhere(words))) == everywhere(words)


@given(st.lists(TEXT, max_size=8))
def test_any_strings_come_back_from_pyyaml_and_from_ours(words):
    text = dump(everywhere(words))

    assert yaml.load(text, Loader=yaml.CSafeLoader) == everywhere(words)
    assert documents(text) == [everywhere(words)]


@given(st.lists(TEXT, max_size=3))
def test_any_strings_come_back_from_ruamel(words):
    assert READERS["ruamel"](dump(everywhere(words))) == everywhere(words)


@given(DATA)
def test_any_data_comes_back(data):
    text = dump({"a": data})

    assert yaml.load(text, Loader=yaml.CSafeLoader) == {"a": data}
    assert helm(text) == {"a": data}


@given(st.lists(DATA.filter(lambda data: data is not None), max_size=4))
def test_any_documents_come_back(data):
    assert list(yaml.load_all(dump_all(data), Loader=yaml.CSafeLoader)) == data


def test_the_style_is_that_of_a_careful_person():
    data = {
        "name": "backend", "image": "docker.io/library/node:20", "on": "yes", "tag": "1.10", "memory": "256Mi",
        "cpu": "250m", "cidr": "10.0.0.0/16", "port": 80, "ratio": 0.5, "enabled": True, "nothing": None,
        "empty": {}, "none": [], "text": "",
        "args": ["sh", "-c", "exec node"], "env": [{"name": "A", "value": "1"}, {"name": "B"}], "grid": [[1, 2], []],
        "script": "#!/bin/sh\nset -e\n\nexec node\n", "cut": "a\nb",
    }  # fmt: skip

    assert dump(data) == (
        'name: backend\nimage: docker.io/library/node:20\n"on": "yes"\ntag: "1.10"\nmemory: 256Mi\ncpu: 250m\n'
        "cidr: 10.0.0.0/16\nport: 80\nratio: 0.5\nenabled: true\nnothing: null\nempty: {}\nnone: []\n"
        'text: ""\nargs:\n  - sh\n  - "-c"\n  - exec node\n'
        'env:\n  - name: A\n    value: "1"\n  - name: B\ngrid:\n  - - 1\n    - 2\n  - []\n'
        "script: |\n  #!/bin/sh\n  set -e\n\n  exec node\ncut: |-\n  a\n  b\n"
    )


def test_comments_stand_above_their_keys_after_an_empty_line():
    comments = {"image": "what runs", "ports": "two lines\nof comment\n\nand a third \u202e", "gone": "no such key"}

    assert dump({"image": {"tag": "v1"}, "replicas": 2, "ports": [80]}, comments) == (
        "# what runs\nimage:\n  tag: v1\nreplicas: 2\n\n"
        "# two lines\n# of comment\n#\n# and a third \\u202e\nports:\n  - 80\n"
    )


@given(TEXT, TEXT)
def test_a_comment_changes_no_value(value, comment):
    data = {"a": value, "b": [value], "c": {"d": value}}

    assert yaml.load(dump(data, dict.fromkeys(data, comment)), Loader=yaml.CSafeLoader) == data


def test_documents_are_joined_by_a_line():
    assert dump_all([{"a": 1}, {}, ["b"]]) == "a: 1\n---\n{}\n---\n- b\n"


@pytest.mark.parametrize("length", [900, 1000, 1023, 1024, 1025, 5000])
def test_long_keys_come_back(read, length):
    data = {"x" * length: 1, "b": {"y" * length: {"c": [{"z" * length: "v"}, 2]}}, "\u00e9" * length: []}

    assert read(dump(data)) == data


@pytest.mark.parametrize("number", [1e21, 1e22, 1.5e300, 1e-7, 5e-324, -2.5e-10, 0.1, 1.0])
def test_fractions_come_back(read, number):
    assert read(dump({"a": number}))["a"] == number


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, {1, 2}, b"x", (1,), object])
def test_what_yaml_readers_do_not_share_is_a_bug(value):
    with pytest.raises(TypeError, match="cannot be written as YAML"):
        dump({"a": value})


def test_a_key_that_is_no_text_is_a_bug():
    with pytest.raises(TypeError, match="a key must be text, found 1"):
        dump({1: "a"})


@pytest.mark.parametrize(
    ("text", "written"), [("backend", "backend"), ("yes", '"yes"'), ("a\nb", '"a\\nb"'), ("", '""')]
)
def test_a_scalar_alone_is_one_line(text, written):
    assert scalar(text) == written


def test_the_order_is_kept_and_nothing_is_changed():
    data = {"b": [{"d": 1, "c": 2}], "a": "x"}

    assert dump(data) == "b:\n  - d: 1\n    c: 2\na: x\n"
    assert data == {"b": [{"d": 1, "c": 2}], "a": "x"}


@pytest.mark.parametrize("character", ["\x85", "\u034f", "\u2064", "\u2065", "\ufff9", "\U000e0041", "\U0001d173"])
def test_what_a_reader_of_the_file_could_not_see_is_written_by_its_number(character: str) -> None:
    written = dump({"a": f"x{character}y\n"})

    assert written.isascii()
    assert plain(parse(written.encode(), "a.yaml")) == {"a": f"x{character}y\n"}
