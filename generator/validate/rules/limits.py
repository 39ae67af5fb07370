"""What Kubernetes and AWS would refuse of objects that no single value shows: sizes, keys, ranges, namespaces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network
from typing import Any, NamedTuple

from generator import names, subnets
from generator.errors import Also, Problem
from generator.model.mistake import shown
from generator.model.serving import Serving
from generator.model.texts import LONGEST
from generator.model.value import Excused
from generator.model.words import NAMESPACES
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts.files import Mounted, config_keys, expanded
from generator.validate.rules.files import LARGEST

ANNOTATED = 250_000
"""Bytes of the annotations that a service gives to one object; Kubernetes takes 256 KiB, the generator's included."""
QUOTES = '""'
LONGEST_KEY = 253
ESCAPED = 6
"""Bytes that a byte may take once it is written: `\\u0000`."""


class Contained(NamedTuple):
    """The environment variables and files of one container: a service's own, or a job's."""

    tree: Branch
    path: list[str]
    env: Mapping[str, Any]
    files: Mapping[str, Any]


def contained(fleet: Fleet) -> Iterator[Contained]:
    """Every container of every environment."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            tree = fleet.layers[environment, name]
            if isinstance(service, Workload):
                yield Contained(tree, [], service.env, service.files)
            for path, job in service.jobs if isinstance(service, Serving) else ():
                yield Contained(tree, path, job.env, job.files)


def filed(fleet: Fleet) -> Iterator[tuple[Branch, list[str], Mapping[str, Mounted]]]:
    """Every container with files: its tree, its key path, and each of its files."""
    for tree, path, _, files in contained(fleet):
        if files:
            yield tree, path, expanded(files, fleet.files)


def variables(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What is plain among the variables fits into a ConfigMap, and each into what Linux takes."""
    for tree, path, env, _ in contained(fleet):
        texts = ((name, value.value if isinstance(value, Excused) else value) for name, value in env.items())
        sizes = {name: len(name) + len(value.encode()) + 1 for name, value in texts if isinstance(value, str)}
        hint = "mount it as a file, by `files`"
        for name, size in sizes.items():
            if size > LONGEST:
                message = f"the variable has {size} bytes with its name, more than the {LONGEST} that Linux takes"
                place = locate(tree, [*path, "env", name])
                yield Problem(code="env-too-large", message=message, place=place, hint=hint)
        if (size := sum(sizes.values())) > LARGEST:
            message = f"the variables have {size} bytes together, more than the {LARGEST} that a ConfigMap takes"
            place = locate(tree, [*path, "env"], at_key=True)
            yield Problem(code="env-too-large", message=message, place=place, hint=hint)


def file_keys(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """The name of each mounted file can be the key of a ConfigMap."""
    for tree, path, files in filed(fleet):
        for target, name in config_keys(files).items():
            if name == "." or name.startswith("..") or len(name) > LONGEST_KEY:
                yield Problem(
                    code="bad-file-name",
                    message=f"{shown(name)} cannot be a key of a ConfigMap: "
                    f"expected no `..` at its beginning, and {LONGEST_KEY} characters at most",
                    place=locate(tree, [*path, "files", files[target].written], at_key=True),
                    hint="mount the file under another name",
                )


def written_files(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Files fit into a ConfigMap, and their values into what Helm reads, as they are written too."""
    for tree, path, files in filed(fleet):
        contents = [sources.files.get(file.source or "", b"") for file in files.values()]
        plain = sum(map(len, contents))
        if plain > LARGEST or plain * ESCAPED <= LARGEST:
            continue  # too large as they are, which is told elsewhere; or small however they are written
        size = sum(map(_written, contents))
        if size > LARGEST:
            yield Problem(
                code="files-too-large",
                message=f"the files have {size} bytes together once they are written (base64 for what is no text, "
                f"escapes), more than the {LARGEST} that a ConfigMap takes",
                place=locate(tree, [*path, "files"], at_key=True),
                hint="build large files into the image",
            )


def _written(content: bytes) -> int:
    try:
        return len(json.dumps(content.decode("utf-8"), ensure_ascii=False).encode()) - len(QUOTES)
    except UnicodeDecodeError:
        return 4 * ((len(content) + 2) // 3)


def annotated(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What a service adds to one object fits beside what the generator writes; all share the Ingress."""
    for environment, services in fleet.services.items():
        ingress = 0
        for name, service in services.items():
            sizes = _sizes(service)
            ingress += sizes.get("ingress", 0)
            together = {**sizes, "ingress": ingress} if "ingress" in sizes else sizes
            for key, size in ((key, size) for key, size in together.items() if size > ANNOTATED):
                yield Problem(
                    code="annotations-too-large",
                    message=f"the annotations have {size} bytes together, more than the {ANNOTATED} that there is "
                    "room for",
                    place=locate(fleet.layers[environment, name], ["annotations", key], at_key=True),
                    hint="mount what is large as a file, by `files`",
                )


def _sizes(service: object) -> dict[str, int]:
    """The bytes that a service adds, by the object that gets them."""
    if not isinstance(service, Workload):
        return {}
    given = {"ingress": service.annotations.ingress, "pod": service.annotations.pod}
    given |= {"service": service.annotations.service, "loadBalancer": service.annotations.load_balancer}
    return {
        name: sum(len(key) + len(value.encode()) for key, value in added.items())
        for name, added in given.items()
        if added
    }


def namespaces(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """The platform's name is no namespace of others, where it is the environment's namespace."""
    for name, model in fleet.environments.items():
        inside = names.namespace(model.name, model.namespace)
        if inside != model.argocd.namespace and re.fullmatch(NAMESPACES, inside):
            yield Problem(
                code="reserved-namespace",
                message=f"the services would run in the namespace `{inside}`, which is the platform's name and belongs "
                "to Kubernetes, Argo CD or an add-on",
                place=locate(fleet.layers[name, ""], ["name"]),
                hint="set `namespace`, or give the platform another name",
            )


def ruled_subnets(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Subnets that are listed lie apart from those that follow by rule."""
    for name, model in fleet.environments.items():
        if IPv4Network(model.network.cidr).prefixlen > subnets.NARROWEST:
            continue  # nothing follows by rule, which is told elsewhere if anything should
        found = subnets.subnets(model.network)._asdict()
        listed = {kind: own for kind in found if (own := getattr(model.network, kind))}
        ruled = {kind: IPv4Network(one) for kind, many in found.items() if kind not in listed for one in many}
        tree = fleet.layers[name, ""]
        for kind, index, one in ((kind, index, one) for kind, own in listed.items() for index, one in enumerate(own)):
            over = next((other for other, range_ in ruled.items() if range_.overlaps(IPv4Network(one))), None)
            if over is not None:
                yield _overlap(tree, [kind, index], one, over)


def _overlap(tree: Branch, at: list[str | int], one: str, over: str) -> Problem:
    return Problem(
        code="subnet-overlap",
        message=f"`{one}` overlaps the subnets that follow for `{over}` by rule",
        place=locate(tree, ["network", *at]),
        also=(Also(locate(tree, ["network", "cidr"]), "the range that they follow from"),),
        hint=f"list `{over}` too",
    )


RULES = (variables, file_keys, written_files, annotated, namespaces, ruled_subnets)
