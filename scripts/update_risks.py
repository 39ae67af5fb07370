"""Write docs/generated/risks.md again: every rule of `cartwright diff`, with the cases of its tests as examples.

    python -m scripts.update_risks

A test compares it, and executes every example (tests/diff/rules).
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from generator import yamlio
from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules import RULES
from generator.diff.rules.danger import RISKS
from tests.diff.rules.danger.cases import cases
from tests.diff.rules.examples import examples, named

PAGE = Path(__file__).parent.parent / "docs/generated/risks.md"
SEVERITIES = {
    "X": "the sync fails",
    "D": "data is lost",
    "O": "something stops working",
    "S": "security",
    "W": "warning",
    "I": "information",
}
BEGIN = """\
# What a change risks, by rule

Written by `python -m scripts.update_risks`; each example is executed by a test. Proved: observed on a real API server
or a real Argo CD; the others are on paper, and do not block unless asked to. A rule is told only of what a change
brings. Below each rule: changes of which it is told, and one that nearly is, and is not.

"""


def page() -> str:
    """The page, from the register and the cases of its tests."""
    rules = sorted((*RULES, *RISKS), key=lambda rule: ("IDOSN".index(rule.id[0]), rule.id, rule.severity))
    table = ["| rule | if | then | |", "|---|---|---|---|"]
    for rule in rules:
        proof = "proved" if rule.proved else "on paper"
        table.append(
            f"| [{_name(rule)}](#{_anchor(rule)}) | {_cell(rule.title)} | {SEVERITIES[rule.severity]} | {proof} |"
        )
    return BEGIN + "\n".join(table) + "\n" + "".join(map(_entry, rules))


def _name(rule: Rule) -> str:
    """Its number; with the severity where two share the number."""
    twins = [one for one in (*RULES, *RISKS) if one.id == rule.id]
    return f"{rule.id} {rule.severity}" if len(twins) > 1 else rule.id


def _anchor(rule: Rule) -> str:
    return _name(rule).lower().replace(" ", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _entry(rule: Rule) -> str:
    head = f"\n## {_name(rule)}\n\n{rule.title[:1].upper()}{rule.title[1:]}.\n\nWhat to do: {rule.remedy}.\n"
    return head + "".join(_of_risk(rule) if rule in RISKS else _of_refusal(rule))


def _of_refusal(rule: Rule) -> Iterator[str]:
    for sort in ("holds", "near"):
        for example in [one for one in examples() if (one.rule, one.sort) == (named(rule), sort)][:1]:
            hits = [*rule.holds(example.subject)]
            yield _example(sort == "near", example.says, [example.subject], hits)


def _of_risk(rule: Rule) -> Iterator[str]:
    fired = [one for one in cases() if (one.rule, one.sort) == (rule.id, "fires")]
    near = [one for one in cases() if (one.rule, one.sort) == (rule.id, "near")][:1]
    for case in [*fired, *near]:
        hits = [hit for _, _, hit in case.hits([rule])]
        yield _example(case.sort == "near", case.why, [*case.subjects()], hits)


def _example(is_near: bool, why: str, subjects: list[Subject], hits: list[Hit]) -> str:
    title = "Not" if is_near else "Told"
    note = f", {why}" if why else ""
    changes = "".join(map(_difference, subjects))
    said = "".join(f"- {hit.message}\n" + (f"  - {hit.remedy}\n" if hit.remedy else "") for hit in hits)
    return f"\n{title}{note}:\n\n```diff\n{changes}```\n" + (f"\n{said}" if said else "")


def _difference(subject: Subject) -> str:
    """One object before and after, the lines around each change with it."""
    base, head = (_lines(body) for body in (subject.base, subject.head))
    lines = [*unified_diff(base, head, n=2, lineterm="")][2:]
    shown = [line for line in lines if not line.startswith("@@")]
    if len(shown) > 40:
        shown = [*shown[:40], " …"]
    return "\n".join([f"# {subject.identity}", *(line[:160] for line in shown)]) + "\n"


def _lines(body: Object | None) -> list[str]:
    return yamlio.dump(dict(body)).rstrip("\n").split("\n") if body is not None else []


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
