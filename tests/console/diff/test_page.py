import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.console.diff.page import html
from generator.console.diff.page.data import LONGEST, MOST_FIELDS
from generator.diff.nouns import Edit
from tests.console.diff.hostile import TEXTS, everywhere
from tests.diff.report.shop import edited, found, large, report, shop

VOID = {"meta", "input", "br"}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "button", "h1", "h2", "span", "p", "ul", "li"),
    *("main", "div", "table", "thead", "tbody", "tr", "th", "td", "code", "section", "label", "select", "option"),
    *("input", "noscript", "footer", "details", "summary", "script", "br"),
    *("svg", "defs", "marker", "path", "g", "rect", "text"),
}


class Read(HTMLParser):
    """Which elements there are, and whether each is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)


def data(page):
    return json.loads(re.search(r'<script type="application/json" id="report">(.*)</script>', page)[1])


def sound(page):
    read = Read(page)
    return read.open == [] and read.tags <= TAGS and not any(name.startswith("on") for name in read.attributes)


def test_the_page_of_a_shop_is_whole_and_asks_for_nothing_from_elsewhere():
    page = html(shop())

    assert sound(page)
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\b(?:src|href)=(?!\"#)", page)


def test_only_its_own_style_and_script_run():
    page = html(shop())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]

    for tag in ("style", "script"):
        own = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        assert f"{tag}-src 'sha256-{b64encode(sha256(own.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_are_only_text(text):
    page = html(everywhere(text))

    assert sound(page)
    assert all(character.isprintable() or character == "\n" for character in page)


@given(text=st.text(max_size=60))
def test_any_text_is_only_text(text):
    assert sound(html(everywhere(text)))


def test_the_data_of_a_change_is_what_may_be_seen_of_it():
    changes = {one["name"]: one for one in data(html(shop()))["changes"]}

    assert changes["HorizontalPodAutoscaler/api"]["fields"] == [["spec.maxReplicas", "6", "9", None, ""]]
    assert changes["Secret/api-keys"]["fields"] == [["data[api-key]", "«changed»", "«changed»", None, ""]]
    assert changes["Deployment/api"]["environments"] == ["production", "development", "staging"]
    assert changes["StatefulSet/postgres"]["severities"] == ["X"]
    assert changes["StatefulSet/postgres"]["causes"] == ["environments/production.yaml:61:16"]


def test_a_text_of_many_lines_is_the_lines_that_differ():
    (config,) = (one for one in data(html(shop()))["changes"] if one["kind"] == "ConfigMap")

    assert [line for line in config["fields"][0][3] if line[0] in "+-"] == [["-", "  pool: 10"], ["+", "  pool: 25"]]


def test_a_huge_object_is_cut_and_says_so():
    edits = [Edit(f"spec.f{n}", "a" * (LONGEST + 5), n) for n in range(MOST_FIELDS + 7)]

    (one,) = data(html(report([edited(*edits)])))["changes"]

    assert (len(one["fields"]), one["omitted"]) == (MOST_FIELDS, 7)
    assert one["fields"][0][1].endswith(f"… ({LONGEST + 5} characters)")


def test_five_thousand_objects_are_a_page_of_a_few_megabytes():
    page = html(large())

    assert len(data(page)["changes"]) == 5_000
    assert len(page) < 5_000_000


def test_a_hidden_value_is_nowhere_on_the_page():
    told = edited(Edit("data.key", "correct-horse", "battery-staple", hidden=True), why="battery-staple is new")
    other = edited(Edit("spec.arg", "--key=correct-horse", "a\nbattery-staple"), name="other")
    alarm = found(message="correct-horse was there", remedy="use battery-staple")

    page = html(report([told, other], [alarm], notes=("correct-horse",)))

    assert "correct-horse" not in page
    assert "battery-staple" not in page


def test_the_same_report_is_the_same_page_in_any_order():
    whole = shop()

    assert html(replace(whole, changes=whole.changes[::-1], findings=whole.findings[::-1])) == html(whole)
