"""Helm templates of ours, in Jinja with square brackets, written for what a chart uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from generator import names, yamlio
from generator.parts.files import LARGE
from generator.parts.jobs import BROUGHT

if TYPE_CHECKING:
    from jinja2 import Environment


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
    told = {"variables": "job-variables.yaml", "inherited": Uses(service), "spread": False, "once": True}
    full = _full({**own, **told, "uses": {**job.uses, **shared}})
    pod = _read_from("$job", _indented(_spec(jinja, full, 6), 6))
    return {"brought": [policy.rstrip("\n"), *brought], "calls": bool(called["egress"]), "pod": pod}


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
    uses = context["uses"]
    mounts = [key for key in ("storage", "volumes", "writable", "files", "secretFiles") if uses[key]]
    lists = {
        "mounts": mounts,
        "held": [*mounts, *(["pod.volumes"] if uses.pod.volumes else [])],
        "mounted": [*mounts, *(["container.volumeMounts"] if uses.container.volumeMounts else [])],
        "filled": [key for key in ("downwardEnv", "secrets") if uses[key]],
    }
    return jinja.get_template("pod.yaml").render(context, at=at, **lists)


def _any(keys: list[str]) -> str:
    """A Helm condition: any of these values is set."""
    return _either([*map(_value, keys)])


def _either(values: list[str]) -> str:
    """A Helm condition: any of these is set."""
    return f"or {' '.join(values)}" if len(values) > 1 else values[0]


def _value(key: str) -> str:
    """Where a value stands; what is below a key that may be missing is asked for with care."""
    above, dot, below = key.partition(".")
    return f"(.Values.{above}){dot}{below}" if dot else f".Values.{key}"


def _indented(text: str, width: int) -> str:
    pad = " " * width
    return "\n".join(pad + line if line else line for line in text.rstrip("\n").split("\n"))


def ready() -> None:
    """Compile all templates now, for whoever has to wait anyway."""
    jinja = _jinja()
    for name in jinja.list_templates():
        jinja.get_template(name)


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
    environment.filters |= {"scalar": yamlio.scalar, "any": _any, "either": _either}
    return environment
