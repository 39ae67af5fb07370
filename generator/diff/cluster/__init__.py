"""(what is applied by hand, how a source renders) -> the whole environment: every Application that follows, rendered.

Argo CD applies the objects of an Application; those of them that are Applications again are followed, and so are those
that an ApplicationSet makes. Nothing is read here: `render` knows the files of its revision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.diff.cluster import generated
from generator.diff.cluster.scope import ARGO, placed, scopes
from generator.diff.nouns import Application, Cluster, Object
from generator.kubernetes.reading import group

Render = Callable[[Object], Application]
"""An Application's manifest -> it with its objects as its source renders, or with why it does not."""


def of(
    environment: str,
    by_hand: Iterable[Object],
    render: Render,
    *,
    before: Cluster | None = None,
    kubernetes: str = "1.36",
    production: bool = False,
) -> Cluster:
    """One environment at the revision that `render` reads.

    With `before`, the environment at the base, it also tells what those Applications would render now that git names no
    more, or names with another source: Argo CD goes on with them until it hears of the change (`Cluster.kept`).
    """
    hand = tuple(by_hand)
    found = _followed(hand, render)
    kept = _kept(before, found, render) if before else {}
    known = scopes([*hand, *(one for each in (found, kept) for app in each.values() for one in app.objects)])
    return Cluster(
        environment=environment,
        kubernetes=kubernetes,
        by_hand=placed(hand, "argocd", known),
        applications={name: _settled(one, known) for name, one in sorted(found.items())},
        kept={name: _settled(one, known) for name, one in sorted(kept.items())},
        production=production,
    )


def _followed(hand: Iterable[Object], render: Render) -> dict[str, Application]:
    """Every Application that follows, by name; one that leads to itself is followed once."""
    found: dict[str, Application] = {}
    waiting = list(_applications(hand))
    while waiting:
        manifest = waiting.pop()
        name = str(manifest["metadata"]["name"])
        if name not in found:
            found[name] = render(manifest)
            waiting.extend(_applications(found[name].objects))
    return found


def _kept(before: Cluster, found: Mapping[str, Application], render: Render) -> dict[str, Application]:
    """Applications as the base has them, rendered now, where head has none such."""
    return {
        name: render(one.manifest)
        for name, one in before.applications.items()
        if name not in found or not _same_source(one.manifest, found[name].manifest)
    }


def _same_source(one: Object, other: Object) -> bool:
    keys = ("source", "sources", "destination")
    return all((one.get("spec") or {}).get(key) == (other.get("spec") or {}).get(key) for key in keys)


def _settled(application: Application, known: Mapping[tuple[str, str], bool]) -> Application:
    """With its objects in their namespaces, each once."""
    destination = (application.manifest.get("spec") or {}).get("destination") or {}
    objects = placed(application.objects, str(destination.get("namespace") or ""), known)
    return Application(application.manifest, objects, application.failure, application.unseen)


def _applications(objects: Iterable[Object]) -> Iterator[Object]:
    """The Applications among these objects, and those that sets among them make."""
    for one in objects:
        if group(one) != ARGO:
            continue
        if one.get("kind") == "Application":
            yield one
        elif one.get("kind") == "ApplicationSet":
            yield from generated.applications(one) or ()
