"""A text of one environment -> the same without what is that environment's own, so that two environments compare."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping

from generator.diff.nouns import Report

_ACCOUNT = re.compile(r"(?<=arn:aws:iam::)\d{12}|(?<!\d)\d{12}(?=\.dkr\.ecr\.)|(?<=:)\d{12}(?=:)")
_REGION = re.compile(r"(?<![a-z0-9])(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov)?-[a-z]+-\d(?![0-9])")

Neutral = Callable[[str], str]


def neutral(report: Report) -> Mapping[str, Neutral]:
    """For each environment, what takes its name, namespaces, account and region out of a text."""
    namespaces: dict[str, set[str]] = defaultdict(set)
    for told in report.changes:
        if told.change.identity.namespace:
            namespaces[told.change.environment].add(told.change.identity.namespace)
    names = {*report.environments, *namespaces, *(told.change.environment for told in report.changes)}
    return {name: _without(name, namespaces[name]) for name in names}


def service(application: str, environment: str) -> str:
    """An Application's name without the environment's."""
    return application.removesuffix(f"-{environment}") or application


def _without(environment: str, namespaces: set[str]) -> Neutral:
    words = dict.fromkeys(namespaces, "${env.namespace}") | {environment: "${env.name}"}
    longest_first = sorted((word for word in words if word), key=lambda word: (-len(word), word))
    if not longest_first:
        return lambda text: text
    own = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Za-z0-9])")

    def neutral(text: str) -> str:
        text = own.sub(lambda match: words[match[0]], text)
        return _REGION.sub("${env.region}", _ACCOUNT.sub("${env.account}", text))

    return neutral
