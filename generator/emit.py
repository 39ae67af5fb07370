"""Plan -> {path: text}: Jinja for Helm templates, dump for data; still in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from generator import marks, names, yamlio
from generator.nouns import Artifact, Plan
from generator.parts.files import LARGE
from generator.parts.jobs import BROUGHT

if TYPE_CHECKING:
    from jinja2 import Environment


class Texts(Mapping[str, str]):
    """The text of every file of a plan, made when it is first asked for; line one is the mark that says whose it is."""

    def __init__(self, plan: Plan) -> None:
        self._artifacts = plan.artifacts
        self._made: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._made:
            self._made[path] = text_of(self._artifacts[path])
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._artifacts)

    def __len__(self) -> int:
        return len(self._artifacts)


def text_of(artifact: Artifact) -> str:
    """The text of one file."""
    mark = marks.mark(artifact.path, artifact.source)
    if artifact.path.endswith(".json"):
        return json.dumps({"$comment": mark, **artifact.data}, indent=2, ensure_ascii=False) + "\n"
    return f"{mark}\n{_body(artifact)}"


def _body(artifact: Artifact) -> str:
    if artifact.text is not None:
        return artifact.text
    if artifact.template is not None:
        return written(artifact.template, artifact.context)
    if artifact.documents is not None:
        return yamlio.dump_all(artifact.documents)
    return yamlio.dump(artifact.data, artifact.comments)


class Uses:
    """The keys that a chart's values use, asked by path: what is not there is false, and so is all below it."""

    __slots__ = ("_keys",)

    def __init__(self, keys: Any) -> None:
        self._keys = keys

    def __getattr__(self, key: str) -> Uses:
        return self[key]

    def __getitem__(self, key: str) -> Uses:
        keys = self._keys
        return Uses(keys.get(key) if isinstance(keys, dict) else None)

    def __bool__(self) -> bool:
        return self._keys is not None

    def some(self, key: str) -> bool:
        """Whether any of the entries below has this key."""
        keys = self._keys
        return isinstance(keys, dict) and any(isinstance(entry, dict) and key in entry for entry in keys.values())


PODS = {"deployment.yaml": 4, "statefulset.yaml": 4, "cronjob.yaml": 8}
"""Template with a pod in it -> the column at which the pod template stands."""


JOB = "job.yaml"


def written(name: str, context: Mapping[str, Any]) -> str:
    """A Helm template of ours for one chart."""
    jinja = _jinja()
    full = _full(context)
    if name in PODS:
        kind = {"spread": name == "deployment.yaml", "once": name == "cronjob.yaml"}
        full["template"] = _pod(jinja, {**full, **kind}, PODS[name])
    elif name == JOB:
        full |= _job(jinja, context)
    text: str = jinja.get_template(name).render(full)
    return text


def _full(context: Mapping[str, Any]) -> dict[str, Any]:
    """What templates are told; what is different for a job is as it is for a service, unless the context says it."""
    uses = Uses(context["uses"])
    holder = f"{context['name']}-files"
    usual = {"early": False, "variables": "variables.yaml", "filed": holder, "confided": holder}
    full = {**usual, **context, "uses": uses, "store": names.SECRET_STORE, "largest": LARGE}
    return full | {"textual": uses.files.some("text"), "binary": uses.files.some("base64")}


def _job(jinja: Environment, context: Mapping[str, Any]) -> dict[str, Any]:
    """What a job is made of: the templates of a service, which read the job's values in place of the chart's."""
    job, service = context["job"], context["uses"]
    own = {**context, "uses": job.uses, "early": job.stage == "before"}
    brought = [_read_from("$own", written(file, own)) for file, key in BROUGHT.items() if key in job.uses]
    called = {"egress": service.get("networkPolicy", {}).get("egress")}
    policy = written("networkpolicy.yaml", {**own, "uses": {"networkPolicy": called}})
    shared = {key: {**service[key], **job.uses.get(key, {})} for key in job.inherits}
    told = {"variables": "job-variables.yaml", "inherited": Uses(service), "filed": _filed(context, "files")}
    told["confided"] = _filed(context, "secretFiles")
    told["overridden"] = _secret(service) & (_secret(job.uses) | {*job.uses.get("env", ())})
    full = _full({**own, **told, "uses": {**job.uses, **shared}, "spread": False, "once": True})
    return {"brought": [policy.rstrip("\n"), *brought], "pod": _read_from("$job", _indented(_spec(jinja, full, 6), 6))}


def _secret(uses: Mapping[str, Any]) -> set[str]:
    """The variables that come from a Secret."""
    secrets = uses.get("secrets", {})
    return {*secrets.get("data", ()), *secrets.get("template", ())}


def _filed(context: Mapping[str, Any], key: str) -> str:
    """What holds a job's files: its own, its service's, or the one that there is in an environment."""
    job, own, other = context["job"], f"{context['name']}-files", f"{context['service']}-files"
    if key in job.uses and key in job.inherits:
        return f"{{{{ if $own.{key} }}}}{own}{{{{ else }}}}{other}{{{{ end }}}}"
    return own if key in job.uses else other


def _read_from(root: str, text: str) -> str:
    """A template that finds its values elsewhere."""
    return text.replace("$.Values.", f"{root}.").replace(".Values.", f"{root}.").rstrip("\n")


def _pod(jinja: Environment, context: Mapping[str, Any], at: int) -> str:
    """The pod template, indented to stand at its column."""
    annotated = [key for key in ("podAnnotations", "env", "files") if context["uses"][key]]
    pod = _indented(_spec(jinja, context, at + 2), 2)
    whole = jinja.get_template("pod-template.yaml").render(context, at=at, annotated=annotated, pod=pod)
    return _indented(whole, at).rstrip("\n")


def _spec(jinja: Environment, context: Mapping[str, Any], at: int) -> str:
    """The pod itself, at column one; `at` is where it will stand."""
    mounts = [key for key in ("storage", "volumes", "writable", "files", "secretFiles") if context["uses"][key]]
    return jinja.get_template("pod.yaml").render(context, at=at, mounts=mounts)


def _any(keys: list[str]) -> str:
    """A Helm condition: any of these values is set."""
    values = " ".join(f".Values.{key}" for key in keys)
    return f"or {values}" if len(keys) > 1 else values


def _of_either(key: str, service: Uses, job: Uses) -> str:
    """A Helm condition: the service or the job has a value that either may have."""
    return (
        f"or $service.{key} $job.{key}" if service[key] and job[key] else f"${'job' if job[key] else 'service'}.{key}"
    )


def _indented(text: str, width: int) -> str:
    pad = " " * width
    return "\n".join(pad + line if line else line for line in text.rstrip("\n").split("\n"))


@cache
def _jinja() -> Environment:
    """Our templates, in square brackets so that `{{ }}` stays Helm's."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("generator.parts"),
        undefined=StrictUndefined,
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[[",
        variable_end_string="]]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  Helm templates, not HTML; no text of a user is ever a template
        auto_reload=False,
    )
    environment.filters |= {"scalar": yamlio.scalar, "any": _any, "of_either": _of_either}
    return environment
