from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.console.diff.comment import LIMIT, Limit, markdown
from generator.console.diff.comment.inert import code, fenced, marker, prose
from generator.console.diff.comment.room import Room
from generator.diff.nouns import Edit, Verdict
from generator.errors import Place, Problem
from tests.console.diff.hostile import TEXTS, everywhere
from tests.console.diff.markup import is_sound, read
from tests.diff.report.shop import CLAIM, came, edited, found, large, report, shop

SCALED = Edit("spec.replicas", 2, 3)
ANY = st.one_of(st.sampled_from(TEXTS), st.text(max_size=60), st.text("`~<>|@#*_-!\n\\[]& a", max_size=40))


def fits(text, limit=LIMIT):
    return len(text) <= limit.characters and len(text.encode()) <= limit.octets


def test_a_text_fits_up_to_the_very_last_character_and_octet():
    assert [Room(Limit(n, 100)).take("four") for n in (4, 5)] == [False, True]
    assert [Room(Limit(100, n)).take("fé") for n in (3, 4)] == [False, True]


def level(text):
    return int(text.rsplit("level ", 1)[1].split("<")[0])


def test_a_comment_of_a_shop(snapshot):
    assert markdown(shop()) == snapshot


def test_nothing_changes(snapshot):
    assert markdown(report()) == snapshot


def test_the_first_line_is_the_marker_and_the_second_the_sentence():
    first, second, *_ = markdown(shop(), key="production").split("\n")

    assert first == "<!-- cartwright:diff:v1:production -->"
    assert second.startswith("### production: 1 change is blocked, 3 to 9 pods restart")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("a b", "a-b"),
        ("x--> <b>", "x-b"),
        ("a/b.c", "a/b.c"),
        ("", "main"),
        ("--", "main"),
        ("é/ü", "main"),
        ("k" * 200, "k" * 100),
    ],
)
def test_a_key_cannot_end_the_marker(key, shown):
    assert marker(key) == f"<!-- cartwright:diff:v1:{shown} -->"


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("verdict", [Verdict.RESTARTED, Verdict.NO_EFFECT])
def test_hostile_texts_are_only_text(text, verdict):
    comment = markdown(everywhere(text, verdict))

    reading = read(comment)
    assert is_sound(reading), reading
    assert comment.count("<!--") == 1
    assert all(character.isprintable() or character == "\n" for character in comment)


@pytest.mark.parametrize("limit", [Limit(), Limit(9_000, 20_000), Limit(8_000, 9_000)])
@given(text=ANY)
def test_any_text_is_only_text_at_any_level(limit, text):
    comment = markdown(everywhere(text), limit=limit)

    assert fits(comment, limit)
    assert is_sound(read(comment))


@given(lines=st.lists(ANY, max_size=5))
def test_no_line_ends_its_fence(lines):
    reading = read(fenced(lines) + "\n\nafter *it*")

    assert len(reading.fences) == 1
    assert reading.fences[0].count("\n") == len(lines)


@given(text=st.text(max_size=80))
def test_words_and_code_are_one_line_without_markup(text):
    words, name = prose(text), code(text)

    assert is_sound(read(f"{marker('x')}\n### {words} {name}\n\n| a | b |\n|---|---|\n| {words} | {name} |"))


def test_words_say_what_they_said():
    assert prose("ask @octocat about #12, or `make it`: 2 * 3 < 7") == (
        "ask <code>&#64;octocat</code> about <code>&#35;12,</code> or `make it`: 2 &#42; 3 &lt; 7".replace(
            "&lt;", "&#60;"
        )
    )
    assert code("spec.containers[api].image") == "`spec.containers[api].image`"
    assert code("a|b") == "<code>a&#124;b</code>"


@pytest.mark.parametrize("findings", [0, 300, 5_000])
def test_five_thousand_objects_fit_and_every_rule_is_named(findings):
    comment = markdown(large(findings=findings))

    assert fits(comment)
    assert is_sound(read(comment))
    assert " of 5000 changes: " in comment
    assert all(f"**O{number:02}**" in comment for number in range(min(20, findings)))


def test_texts_of_many_bytes_fit_too():
    changes = [edited(Edit("data.x", "🙂" * 250 + str(n), "🙃" * 250), name=f"x{n}") for n in range(900)]
    comment = markdown(report(changes))

    assert fits(comment)
    assert len(comment.encode()) > 100_000


def test_more_findings_than_fit_are_counted_by_rule():
    alarms = [found(f"R{n % 150}", "O", f"{'long words ' * 20}{n}", name=f"object-{n}") for n in range(5_000)]

    comment = markdown(report([edited(SCALED)], alarms))

    assert fits(comment)
    assert all(f"**R{number}**" in comment for number in range(150))


def test_more_rules_than_fit_are_counted_by_severity():
    alarms = [found(f"R{n}", "DO"[n % 2], f"{'@' * 300}{n}", name=f"object-{n}") for n in range(5_000)]

    comment = markdown(report([edited(SCALED)], alarms))

    assert fits(comment)
    assert "2500 &#215; data loss" in comment
    assert is_sound(read(comment))


LEVELS = {
    0: lambda: [edited(SCALED, Edit("metadata.labels.x", "1", "2", noise="chart label"))],
    1: lambda: [edited(SCALED, *(Edit(f"n{n}", "a" * 250, "b" * 250, noise="label") for n in range(150)))],
    2: lambda: [edited(Edit("data.x", "", "\n".join(f"line {n} {'x' * 30}" for n in range(2_000))))],
    3: lambda: [came({**CLAIM, "data": {str(k): f"value {n} {'y' * 200}" for k in range(20)}}) for n in range(30)],
    4: lambda: [edited(*(Edit(f"f{n}", f"{k} {'a' * 60}", n) for n in range(60)), name=f"x{k}") for k in range(20)],
    5: lambda: [
        edited(SCALED),
        *(edited(Edit("spec.x", "a" * 250, f"{n}"), environment="staging", name=f"x{n}") for n in range(300)),
    ],
    6: lambda: [edited(Edit("spec.x", "a" * 250, f"{n}"), name=f"x{n}") for n in range(600)],
    7: lambda: [edited(Edit("spec.x", "a" * 250, f"{n}"), name=f"x{n}" * 20) for n in range(1_200)],
}


@pytest.mark.parametrize("number", LEVELS)
def test_no_more_is_left_out_than_must_be(number):
    comment = markdown(report(LEVELS[number]()))

    assert level(comment) == number
    assert fits(comment)
    assert is_sound(read(comment))


def test_what_is_left_out_is_said_exactly():
    comment = markdown(report(LEVELS[5]()))

    assert "showing 1 of 301 changes: other environments than production are only counted" in comment
    assert "<b>staging</b> (not in production, development): 300 changes" in comment


def test_of_an_object_with_many_fields_twenty_are_shown():
    assert markdown(report(LEVELS[4]())).count("… 20 of 60 fields shown") == 20


def test_what_does_not_render_stands_above_all_else():
    failure = Problem(code="render-failed", message="no value `a`", place=Place("charts/api/templates/a.yaml", 3, 2))

    comment = markdown(report([edited(SCALED)], failures=(failure,)))

    assert "not whole:**\n> - `charts/api/templates/a.yaml:3:2`: no value `a`\n" in comment


def test_noise_is_counted_and_never_silent():
    noise = edited(Edit("spec.caBundle", "a", "b", noise="certificate"), verdict=Verdict.NOISE)

    comment = markdown(report([noise]))

    assert "1 change of noise folded (certificate 1)" in comment
    assert "spec.caBundle: a → b  (certificate)" in comment


def test_a_hidden_value_is_in_no_comment_wherever_else_it_stands():
    told = edited(Edit("data.key", "correct-horse", "battery-staple", hidden=True), why="battery-staple is new")
    alarm = found(message="correct-horse was there", remedy="use battery-staple", path="x[correct-horse]")
    other = edited(Edit("spec.arg", "--key=correct-horse", "--key=battery-staple\nbattery-staple"), name="other")

    comment = markdown(report([told, other], [alarm], notes=("correct-horse",)))

    assert "correct-horse" not in comment
    assert "battery-staple" not in comment
    assert "! data.key: «changed»" in comment


def test_the_same_report_is_the_same_comment_in_any_order():
    whole = shop()

    assert markdown(replace(whole, changes=whole.changes[::-1], findings=whole.findings[::-1])) == markdown(whole)
