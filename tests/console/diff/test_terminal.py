from __future__ import annotations

from generator.console import Look
from generator.console.diff.terminal import report_lines
from generator.diff.nouns import Edit, Report, Verdict
from generator.errors import Place, Problem
from tests.diff.report.shop import edited, found, report, shop


def text(made: Report, *, verbose: bool = False) -> str:
    return "\n".join(report_lines(made, Look(), verbose=verbose))


def test_a_report_reads_from_the_sentence_down_to_what_to_do_next(snapshot: object) -> None:
    assert text(shop()) == snapshot


def test_without_a_change_three_lines_are_enough() -> None:
    assert text(report()).split("\n") == [
        "nothing changes",
        "53 of 53 Applications rendered; 2 not rendered (keda, karpenter); live state not consulted",
        "1a2b3c4 → 5d6e7f8",
    ]


def test_noise_is_folded_and_counted_and_shown_when_asked_for() -> None:
    told = edited(Edit("metadata.labels[helm.sh/chart]", "a-1", "a-2", noise="chart label"), verdict=Verdict.NOISE)

    assert text(report([told])).split("\n")[4] == "folded: 1 change of noise, 1 object with nothing else"
    assert "  · production: Deployment/api" in text(report([told]), verbose=True)


def test_of_many_fields_twenty_are_shown_and_the_rest_counted() -> None:
    told = edited(*(Edit(f"spec.field{number:02}", 1, 2) for number in range(23)))

    lines = text(report([told])).split("\n")

    assert sum("spec.field" in line for line in lines) == 20
    assert "      and 3 more fields: `-v` shows all" in lines
    assert sum("spec.field" in line for line in text(report([told]), verbose=True).split("\n")) == 23


def test_what_is_hidden_is_nowhere() -> None:
    told = edited(Edit("data[key]", "b2xkLXNlY3JldA==", "bmV3LXNlY3JldA==", hidden=True), kind="Secret")
    finding = found(message="the key b2xkLXNlY3JldA== is gone")

    shown = text(report([told], [finding]), verbose=True)

    assert "data[key]: «changed»" in shown
    assert "b2xkLXNlY3JldA==" not in shown


def test_no_value_moves_the_cursor_or_speaks_to_a_build_log() -> None:
    told = edited(Edit("a\x1b[2J", "\x1b[31m", "\u202ex\n::error::y"), name="api\x07")

    shown = text(report([told]))

    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_what_does_not_render_stands_above_all_else() -> None:
    broken = Problem(code="render-failed", message="no", place=Place("charts/a/templates/b.yaml", 3, 4), hint="mend it")

    lines = text(report(shop().changes, failures=(broken,))).split("\n")

    assert lines[4:7] == [
        "charts/a/templates/b.yaml:3:4: error[render-failed] no",
        "  help: mend it",
        "1 problem in 1 file",
    ]
    assert lines[-1] == "next: mend what does not render: nobody knows what Argo CD would do there"


def test_colors_are_there_where_they_may_be() -> None:
    colored = "\n".join(report_lines(shop(), Look(colored=True)))

    assert "\x1b[31m\x1b[1mI02 sync fails\x1b[0m" in colored


def test_what_argo_cd_does_is_said_once() -> None:
    message = "automated sync is off: nothing deploys by itself"
    finding = found("A11", "W", message, environment="staging", service="web")

    assert text(shop()).count(message) == 1
    assert text(report(shop().changes, [finding], states=shop().states)).count(message) == 1
    assert text(report(states=shop().states)).endswith(f"staging\n  web-staging: {message}")
