"""CronJobs that run at other times or not at all, and jobs that run because of this change."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.words import named, shown, went
from generator.diff.rules.pods import pairs
from generator.kubernetes.reading import at, note, text

_HOOKS = ("argocd.argoproj.io/hook", "helm.sh/hook")
_MEANS = {
    "timeZone": "the first run after the merge may come twice or be missed",
    "concurrencyPolicy": "runs that overlap are treated in another way",
}
_DEFAULTS = {"timeZone": "the controller's own", "concurrencyPolicy": "Allow"}


def _other_times(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "CronJob" or subject.base is None or subject.head is None:
        return
    for key, means in _MEANS.items():
        old, new = (text(body, "spec", key) or _DEFAULTS[key] for body in (subject.base, subject.head))
        if old != new:
            yield Hit(f"{named(subject.identity)}: {went(f'spec.{key}', old, new)}: {means}", f"spec.{key}")


def _suspended(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "CronJob" or subject.base is None or subject.head is None:
        return
    was, now = (at(body, "spec", "suspend") is True for body in (subject.base, subject.head))
    if was != now:
        what = "no longer runs" if now else "runs again, and at once if a run was missed within its deadline"
        yield Hit(f"{named(subject.identity)} {what}: {went('spec.suspend', was, now)}", "spec.suspend")


def _runs_now(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Job" or subject.head is None or not any(note(subject.head, key) for key in _HOOKS):
        return
    for old, new in pairs(subject):
        before, after = text(old.body, "image"), text(new.body, "image")
        if before != after:
            path = f"{new.path}.image"
            yield Hit(
                f"{named(subject.identity)} runs at the next sync of its Application, with another image: "
                f"{shown(before)} → {shown(after)}",
                path,
            )


RULES = (
    Rule(
        "O24",
        "W",
        "a CronJob is suspended, or no longer is",
        "if that is meant for a while only, say until when in the pull request",
        _suspended,
        proved=True,
    ),
    Rule(
        "O24b",
        "W",
        "a CronJob runs at other times, or beside itself",
        "merge when no run is near",
        _other_times,
        proved=True,
    ),
    Rule(
        "O24c",
        "W",
        "a job that every sync runs has another image: what it does to the data, it does at this merge",
        "read what the new version migrates, and take a snapshot first",
        _runs_now,
    ),
)
