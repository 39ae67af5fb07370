"""What a sync does with a commit, step by step, and what follows from it for others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.diff.nouns import Application, Cluster, Identity, Verdict
from generator.diff.sync import played
from generator.diff.sync.nouns import Fate, Judges
from generator.diff.sync.world import World
from generator.errors import Place, Problem
from tests.diff.sync.examples import EXAMPLES
from tests.diff.sync.world import (
    ARGO,
    AUTO,
    CASCADE,
    app,
    changed,
    config,
    deployment,
    job,
    options,
    project,
    refused,
    restarts,
    side,
    thing,
    told,
)

SYNC = "argocd.argoproj.io/sync-options"
WAVE = "argocd.argoproj.io/sync-wave"
HOOK = "argocd.argoproj.io/hook"
POLICY = "argocd.argoproj.io/hook-delete-policy"
OLD, NEW, TWO = config("one", "info"), config("one", "debug"), config("two")
BAD = config("bad", "bad")


def fates(base: Cluster, head: Cluster, world: World | None = None) -> dict[str, str]:
    """What becomes of each object, by name; of two answers the one in which something happens."""
    play = played(base, head, Judges(refused, changed, restarts, world or World(), lambda one: one))
    found: dict[str, str] = {}
    for result in play.results.values():
        for one, outcome in sorted(result.objects.items()):
            if found.get(one.name, "absent") in ("absent", "unchanged"):
                found[one.name] = outcome.fate.value
    return {**{one.name: outcome.fate.value for one, outcome in play.loose.items()}, **found}


def one_app(old: list[Any], new: list[Any], world: World | None = None, **spec: Any) -> dict[str, str]:
    """What becomes of the objects of one Application."""
    manifest = app(**spec)
    base = side([manifest], app=old)
    return fates(base, side([manifest], base, app=new), world)


def _at(wave: int, one: dict[str, Any]) -> dict[str, Any]:
    notes = {**one["metadata"].get("annotations", {}), WAVE: str(wave)}
    return {**one, "metadata": {**one["metadata"], "annotations": notes}}


def test_the_rest_of_a_refused_wave_is_applied_and_later_ones_are_not() -> None:
    found = one_app([OLD, _at(1, config("two"))], [NEW, BAD, _at(1, config("two", "debug"))])

    assert found == {"app": "unchanged", "one": "changed", "bad": "absent", "two": "unchanged"}


def test_what_leaves_git_is_deleted_in_its_own_wave_and_so_not_after_a_refusal() -> None:
    found = one_app([OLD, TWO, _at(2, config("late"))], [OLD, BAD])

    assert (found["two"], found["late"]) == ("unchanged", "deleted")


def test_the_only_wave_of_deletions_is_not_turned_round() -> None:
    found = one_app([OLD, _at(2, config("late"))], [OLD, BAD])

    assert found["late"] == "unchanged"


def test_deletions_that_come_last_are_not_reached_after_a_refusal() -> None:
    found = one_app([OLD, TWO], [OLD, BAD], syncPolicy=options("PruneLast=true"))

    assert found["two"] == "unchanged"


def test_a_new_object_that_is_refused_does_not_freeze_what_is_compared_by_the_server() -> None:
    found = one_app([OLD], [NEW, BAD], syncPolicy=options("ServerSideApply=true"))

    assert found["one"] == "changed"


def test_an_object_that_is_refused_freezes_what_is_compared_by_the_server() -> None:
    found = one_app([OLD, TWO, job("m")], [NEW, job("m", "m:2")], syncPolicy=options("ServerSideApply=true"))

    assert set(found.values()) == {"unchanged"}


def test_only_what_is_out_of_sync_is_applied_where_that_is_asked() -> None:
    ignored = [{"group": "", "kind": "ConfigMap", "name": "one", "jsonPointers": ["/data/LEVEL"]}]
    objects = [OLD, TWO], [NEW, config("two", "debug")]

    along = one_app(*objects, ignoreDifferences=ignored)
    alone = one_app(*objects, ignoreDifferences=ignored, syncPolicy=options("ApplyOutOfSyncOnly=true"))

    assert (along["one"], alone["one"]) == ("changed", "unchanged")


def test_forced_replacement_deletes_even_what_is_refused_then() -> None:
    forced = {SYNC: "Force=true,Replace=true"}

    found = one_app([OLD, config("two", notes=forced)], [OLD, config("two", "bad", notes=forced)])

    assert found["two"] == "deleted"


def test_an_option_that_the_cluster_has_counts_though_git_has_it_no_more() -> None:
    found = one_app([job("m", notes={SYNC: "Force=true"})], [job("m", "m:2")])

    assert found["m"] == "recreated"


@pytest.mark.parametrize(
    ("policy", "first", "again"),
    [
        ("BeforeHookCreation", "created", "recreated"),
        ("HookSucceeded", "absent", "absent"),
        ("HookFailed", "created", "unchanged"),
    ],
)
def test_a_hook_goes_when_its_policy_says_so(policy: str, first: str, again: str) -> None:
    hook = job("m", notes={HOOK: "PreSync", POLICY: policy})

    assert one_app([OLD], [NEW, hook])["m"] == first
    assert one_app([OLD, hook], [NEW, hook])["m"] == again


def test_a_hook_that_waits_for_what_comes_after_it_stops_everything() -> None:
    hook = job("m", notes={HOOK: "PreSync"}, serviceAccountName="mine")

    found = one_app([OLD], [NEW, hook, thing("ServiceAccount", "mine")])

    assert (found["m"], found["mine"], found["one"]) == ("created", "absent", "unchanged")


def test_a_hook_that_needs_what_nobody_brings_is_not_held_against_it() -> None:
    hook = job("m", notes={HOOK: "PreSync"}, serviceAccountName="somebody-elses")

    assert one_app([OLD], [NEW, hook])["one"] == "changed"


def test_a_claim_that_waits_for_its_pod_stops_the_wave_before_the_pod() -> None:
    claim = thing("PersistentVolumeClaim", "data", spec={})
    pod = {"volumes": [{"name": "d", "persistentVolumeClaim": {"claimName": "data"}}]}

    apart = one_app([OLD], [OLD, claim, _at(1, deployment("web", pod=pod))])
    together = one_app([OLD], [OLD, claim, deployment("web", pod=pod), _at(1, TWO)])

    assert (apart["web"], together["two"]) == ("absent", "created")


def test_a_missing_namespace_lets_the_old_copy_go_first() -> None:
    base = side([app()], app=[OLD])

    found = fates(base, side([app(space="new")], base, app=[OLD]), World(namespaces=frozenset({"shop"})))

    assert found["one"] == "deleted"


def test_a_child_goes_on_as_before_where_its_parent_is_not_synced() -> None:
    root = app("root", syncPolicy={})
    base = side([root], root=[app("shop"), OLD], shop=[OLD])
    head = side([root], base, root=[app("shop", syncPolicy={}), OLD], shop=[NEW])

    changes, _, _ = told(base, head)

    assert [one.verdict for one in changes if one.change.application == "shop"] == [Verdict.UPDATED]


def test_a_child_that_no_parent_holds_any_more_goes_on_with_its_content() -> None:
    root = app("root", syncPolicy={"automated": {}})
    base = side([root], root=[app("shop"), OLD], shop=[TWO])
    head = side([root], base, root=[OLD], shop=[config("two", "debug")])

    assert fates(base, head)["two"] == "changed"


def test_a_project_that_comes_with_the_commit_counts_for_the_children() -> None:
    root, child = app("root"), app("shop", project="shop")
    narrow = project(namespaceResourceBlacklist=[{"group": "", "kind": "ConfigMap"}])
    base = side([root], root=[child, project()], shop=[OLD])

    assert fates(base, side([root], base, root=[child, narrow], shop=[NEW]))["one"] == "unchanged"


def test_a_project_that_is_never_applied_does_not_count() -> None:
    root, child = app("root", syncPolicy={}), app("shop", project="shop")
    narrow = project(namespaceResourceBlacklist=[{"group": "", "kind": "ConfigMap"}])
    base = side([root], root=[child, project()], shop=[OLD])

    assert fates(base, side([root], base, root=[child, narrow], shop=[NEW]))["one"] == "changed"


def test_what_a_project_denies_stays_when_it_leaves_git() -> None:
    narrow = project(namespaceResourceBlacklist=[{"group": "", "kind": "ConfigMap"}])
    base = side([app(project="shop"), project()], app=[OLD, thing("Secret", "s")])

    assert fates(base, side([app(project="shop"), narrow], base, app=[thing("Secret", "s")]))["one"] == "unchanged"


@pytest.mark.parametrize(
    ("notes", "fate"),
    [
        ({}, "deleted"),
        ({SYNC: "Delete=false"}, "unchanged"),
        ({SYNC: "Delete=confirm"}, "unchanged"),
        ({"helm.sh/resource-policy": "keep"}, "unchanged"),
        ({SYNC: "Prune=false"}, "deleted"),
    ],
    ids=str,
)
def test_an_object_goes_with_its_application_unless_it_says_otherwise(notes: dict[str, str], fate: str) -> None:
    child = app("shop", finalizers=[CASCADE])
    base = side([app("root")], root=[OLD, child], shop=[config("two", notes=notes)])

    assert fates(base, side([app("root")], base, root=[OLD], shop=[]))["two"] == fate


def test_one_object_that_asks_holds_the_whole_deletion() -> None:
    child = app("shop", finalizers=[CASCADE])
    folder = [config("asks", notes={SYNC: "Delete=confirm"}), TWO]
    base = side([app("root")], root=[OLD, child], shop=folder)

    found = fates(base, side([app("root")], base, root=[OLD], shop=folder))

    assert (found["two"], found["shop"]) == ("unchanged", "terminating")


def test_a_hook_after_the_deletion_stays_unless_it_goes_once_it_succeeded() -> None:
    for policy, fate in (("BeforeHookCreation", "created"), ("HookSucceeded", "absent")):
        folder = [TWO, job("bye", notes={HOOK: "PostDelete", POLICY: policy})]
        base = side([app("root")], root=[OLD, app("shop", finalizers=[CASCADE])], shop=folder)

        assert fates(base, side([app("root")], base, root=[OLD], shop=folder))["bye"] == fate


def test_a_hook_before_the_deletion_goes_with_it() -> None:
    folder = [TWO, job("bye", notes={HOOK: "PreDelete", POLICY: "BeforeHookCreation"})]
    base = side([app("root")], root=[OLD, app("shop", finalizers=[CASCADE])], shop=folder)

    found = fates(base, side([app("root")], base, root=[OLD], shop=folder))

    assert (found["two"], found["bye"]) == ("deleted", "absent")


def test_only_its_hooks_hold_a_deletion() -> None:
    folder = [job("bye", notes={HOOK: "PreDelete"}), deployment("web", pod={"nodeSelector": {"absent": "true"}})]
    base = side([app("root")], root=[OLD, app("shop", finalizers=[CASCADE])], shop=folder)
    world = World(stuck=lambda pod: "nodeSelector" in pod)

    assert fates(base, side([app("root")], base, root=[OLD], shop=folder), world)["web"] == "deleted"


def test_hooks_of_the_deletion_that_left_git_with_their_folder_hold_it_for_ever() -> None:
    child = app("shop", finalizers=[CASCADE])
    base = side([app("root")], root=[OLD, child], shop=[TWO, job("bye", notes={HOOK: "PreDelete"})])
    head = side([app("root")], base, root=[OLD])
    failure = Problem(code="x", message="no such folder", place=Place("shop"))
    kept = {"shop": Application(head.kept["shop"].manifest, failure=failure)}

    assert fates(base, replace(head, kept=kept))["two"] == "unchanged"


def test_a_namespace_that_argo_cd_makes_is_there_before_what_goes_into_it() -> None:
    policy = options("CreateNamespace=true")
    base = side([app(syncPolicy=policy)], app=[OLD])
    head = side([app(syncPolicy=policy, space="new")], base, app=[OLD])

    assert fates(base, head, World(namespaces=frozenset({"shop"})))["new"] == "created"


@pytest.mark.parametrize(
    ("owner", "taker", "behind"),
    [
        (AUTO, AUTO, "b"),
        ({}, AUTO, "a"),
        (AUTO, options(selfHeal=True), "a"),
        (options(selfHeal=True), AUTO, "b"),
    ],
)
def test_of_two_that_have_an_object_one_stays_out_of_sync(owner: Any, taker: Any, behind: str) -> None:
    apps = [app("a", syncPolicy=owner), app("b", syncPolicy=taker)]
    base = side(apps, a=[OLD], b=[TWO])
    head = side(apps, base, a=[OLD], b=[TWO, OLD])

    results = played(base, head, Judges(refused, changed, restarts, World(), lambda one: one)).results

    assert [name for name, result in results.items() if result.sync == "OutOfSync"] == [behind]


def test_a_hook_that_succeeded_stays_where_a_later_wave_fails() -> None:
    hook = job("m", notes={HOOK: "PreSync", POLICY: "HookSucceeded"})

    assert one_app([OLD], [NEW, hook, BAD])["m"] == "created"


def test_an_object_is_new_to_an_application_once_it_went_with_another() -> None:
    def web(label: str) -> dict[str, Any]:
        return deployment("web", selector={"matchLabels": {"app": label}})

    base = side([app("root")], root=[app("shop", finalizers=[CASCADE])], shop=[web("a")])
    head = side([app("root")], base, root=[app("store", finalizers=[CASCADE])], shop=[web("a")], store=[web("b")])

    assert fates(base, head)["web"] == "recreated"


def test_what_is_rendered_elsewhere_is_not_guessed() -> None:
    base = side([app()], app=[OLD])
    head = side([app(path="remote")], base)
    unseen = Application(head.applications["app"].manifest, unseen="a chart of another repository")

    changes, _, _ = told(base, replace(head, applications={"app": unseen}))

    assert [one.verdict for one in changes] == [Verdict.NO_EFFECT]


def test_a_project_that_git_does_not_have_may_not_be_there() -> None:
    base = side([app(project="shop"), project()], app=[OLD])

    assert fates(base, side([app(project="other"), project()], base, app=[NEW]))["one"] == "unchanged"


def test_a_hook_of_the_deletion_that_never_ends_holds_it() -> None:
    child = app("shop", finalizers=[CASCADE])
    folder = [TWO, job("bye", notes={HOOK: "PreDelete"}, nodeSelector={"absent": "true"})]
    base = side([app("root")], root=[OLD, child], shop=folder)
    world = World(stuck=lambda pod: "nodeSelector" in pod)

    assert fates(base, side([app("root")], base, root=[OLD], shop=folder), world)["two"] == "unchanged"
    assert fates(base, side([app("root")], base, root=[OLD], shop=folder))["two"] == "deleted"


@pytest.mark.parametrize("finalizer", [f"{CASCADE}/background", f"{CASCADE}/foreground"])
def test_a_finalizer_may_say_how_to_delete(finalizer: str) -> None:
    base = side([app("root")], root=[OLD, app("shop", finalizers=[finalizer])], shop=[TWO])

    assert fates(base, side([app("root")], base, root=[OLD], shop=[TWO]))["two"] == "deleted"


def test_a_namespace_that_goes_takes_along_what_others_have_in_it() -> None:
    space = thing("Namespace", "space")
    apps = [app("a"), app("b", space="space", syncPolicy={})]
    base = side(apps, a=[OLD, space], b=[TWO])

    assert fates(base, side(apps, base, a=[OLD], b=[TWO]))["two"] == "deleted"


def test_what_another_application_takes_over_stays() -> None:
    base = side([app("root")], root=[app("shop")], shop=[TWO])

    found = fates(base, side([app("root")], base, root=[app("store", path="shop")], shop=[TWO]))

    assert (found["shop"], found["store"], found["two"]) == ("deleted", "created", "unchanged")


def test_the_claims_of_a_stateful_set_stay_unless_it_says_otherwise() -> None:
    spec = {"replicas": 2, "volumeClaimTemplates": [{"metadata": {"name": "data"}}]}
    keeps, drops = (
        thing("StatefulSet", "db", "apps/v1", spec={**spec, **more})
        for more in ({}, {"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"}})
    )

    assert one_app([OLD, keeps], [OLD])["data-db-1"] == "unchanged"
    assert one_app([OLD, drops], [OLD])["data-db-1"] == "deleted"


def test_a_kind_that_nobody_defines_stops_the_whole_sync() -> None:
    widget = thing("Widget", "w", "x.example.com/v1")

    assert one_app([OLD], [NEW, widget])["one"] == "unchanged"
    assert one_app([OLD, widget], [NEW, widget])["one"] == "changed"


def test_a_label_that_is_no_text_stops_the_whole_sync() -> None:
    assert one_app([OLD], [NEW, config("two", labels={"v": 1})])["one"] == "unchanged"


def test_a_definition_is_never_deleted() -> None:
    definition = thing("CustomResourceDefinition", "d", "apiextensions.k8s.io/v1", spec={})

    assert one_app([OLD, definition], [NEW])["d"] == "unchanged"


def test_a_commit_that_touches_no_path_of_an_application_is_old_news_to_it() -> None:
    notes = {"argocd.argoproj.io/manifest-generate-paths": "."}
    for policy, fate in ((AUTO, "unchanged"), (options(selfHeal=True), "deleted")):
        base = side([app(notes=notes, syncPolicy=policy)], app=[OLD])
        head = side([app(notes=notes, syncPolicy=policy, space="new")], base, app=[OLD])

        play = played(base, head, Judges(refused, changed, restarts, World(), lambda one: one))

        assert play.results["app"].objects[Identity("", "ConfigMap", "shop", "one")].fate is Fate(fate)


def test_pods_are_counted_by_the_autoscaler_where_there_is_one() -> None:
    target = {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "minReplicas": 2, "maxReplicas": 6}
    scaler = thing("HorizontalPodAutoscaler", "web", "autoscaling/v2", spec=target)
    base = side([app()], app=[deployment("web"), deployment("api", replicas=3), scaler])
    head = side([app()], base, app=[deployment("web", "web:2"), deployment("api", "api:2", replicas=3), scaler])

    changes, _, _ = told(base, head)

    assert {one.change.identity.name: (one.verdict, one.pods) for one in changes} == {
        "web": (Verdict.RESTARTED, (2, 6)),
        "api": (Verdict.RESTARTED, (3, 3)),
    }


def test_a_folder_that_does_not_render_stops_one_application_and_no_other() -> None:
    apps = [app("a"), app("b", space="b")]
    base = side(apps, a=[OLD], b=[OLD])
    head = side(apps, base, a=[NEW], b=[NEW])
    failure = Problem(code="x", message="no template", place=Place("a"))
    broken = {**head.applications, "a": Application(head.applications["a"].manifest, failure=failure)}

    _, states, _ = told(base, replace(head, applications=broken))

    assert {one.application: one.syncs for one in states} == {"a": False, "b": True}


def test_a_set_among_the_objects_of_an_application_is_followed() -> None:
    def made(*names: str) -> dict[str, Any]:
        elements = [{"name": name} for name in names]
        template = {"metadata": {"name": "{{name}}"}, "spec": app("{{name}}")["spec"]}
        spec = {"generators": [{"list": {"elements": elements}}], "template": template}
        return thing("ApplicationSet", "set", ARGO, space="argocd", spec=spec)

    base = side([app("root")], root=[OLD, made("a", "b")], a=[TWO], b=[config("three")])

    gone = fates(base, side([app("root")], base, root=[OLD], a=[TWO], b=[config("three")]))
    less = fates(base, side([app("root")], base, root=[OLD, made("b")], a=[TWO], b=[config("three")]))

    assert (gone["two"], gone["three"]) == ("deleted", "deleted")
    assert (less["two"], less["three"]) == ("deleted", "unchanged")


def test_what_happens_at_base_alone_is_told_of_the_way_back_too() -> None:
    for example in EXAMPLES:
        changes, states, _ = told(example.head, example.base)

        assert all(one.verdict in Verdict for one in changes)
        assert len({one.application for one in states}) == len(states)
