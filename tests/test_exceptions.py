"""Waivers and acknowledgements silence what they name, end by the day of the head commit, and are listed."""

from __future__ import annotations

from pathlib import Path

from generator import exceptions, pipeline
from generator.check import Finding
from generator.nouns import Release
from tests.committed import committed
from tests.repositories import WEB, environment, files, generated, over

DAY = "2026-12-31"
ALONE = {"check": "production-replicas", "reason": "it locks a file", "until": DAY}
GROUP = {"check": "runAsGroup", "reason": "its files are root's", "until": DAY}
RISK = {"rule": "D02", "resource": "PersistentVolumeClaim/db", "until": DAY, "reason": "it is empty"}
LAST, NEXT = "2026-12-31T23:59:59+0000", "2027-01-01T00:00:00+0000"


def production(*waivers: object, **keys: object) -> dict[str, bytes]:
    source = files({"app": over(WEB, {"waive": list(waivers)})}, {"dev": environment(production=True, **keys)})
    return {path: data.replace(b'"2026-12-31"', b"2026-12-31") for path, data in source.items()}


def finding(code: str, service: str = "app", there: str = "dev") -> Finding:
    release = Release(there, service, "shop", f"charts/{service}", (f"values/{there}.yaml",))
    return Finding(
        release=release, origin="a", kind="B", namespace="c", name="d", path=(), code=code, message="e", hint="f"
    )


def test_a_finding_is_silent_where_its_service_waives_it() -> None:
    fleet = generated(production(ALONE, GROUP)).fleet
    others = [finding("runAsGroup", "platform"), finding("runAsGroup", there="prod"), finding("secret-unknown")]

    left, used = exceptions.silenced(fleet, [finding("runAsGroup"), *others])

    assert left == others
    assert [one.waiver.check for one in used] == ["runAsGroup"]
    assert list(exceptions.idle(fleet, used)) == []


def test_what_no_waiver_of_an_object_matches_is_told_once() -> None:
    fleet = generated(production(ALONE, GROUP)).fleet

    (problem,) = exceptions.idle(fleet, [])

    assert (problem.code, problem.message, problem.hint) == (
        "waiver-idle",
        "`app` keeps to `runAsGroup` everywhere: the waiver matches nothing",
        "remove it",
    )
    assert problem.place.file == "config/services/app.yaml"


def test_an_exception_holds_on_its_last_day_and_no_longer(tmp_path: Path) -> None:
    repository = committed(tmp_path / "shop", production(ALONE, acknowledge=[RISK]))
    repository.commit(when=LAST)
    assert repository.told() == []

    repository.commit(when=NEXT)

    told = [line.partition(": ")[2] for line in repository.told()]
    hint = "mend what it is about, or say anew until when and why it may stay"
    assert told == [
        "exception-expired: `production-replicas` of `app` is waived until `2026-12-31`, and the head commit is of "
        f"`2027-01-01` | {hint}",
        "exception-expired: `D02` of `PersistentVolumeClaim/db` is acknowledged in `dev` until `2026-12-31`, and the "
        f"head commit is of `2027-01-01` | {hint}",
    ]


def test_what_a_service_loosens_beyond_kubernetes_is_waived_or_told_at_its_line(tmp_path: Path) -> None:
    loose = over(WEB, {"securityContext": {"readOnlyRootFilesystem": False}})
    source = {"app": loose, "other": over(WEB, {"securityContext": {"runAsGroup": 0}})}
    repository = committed(tmp_path / "shop", files(source))

    told = repository.told()
    assert [line.partition(" ")[0] for line in told] == [
        "config/services/app.yaml:14:27:",
        "config/services/other.yaml:14:15:",
    ]
    assert "readOnlyRootFilesystem: the container `app` of `Deployment/app` may write anywhere" in told[0]
    assert "runAsGroup: `Deployment/other` runs in root's group" in told[1]

    (waived,) = ({**GROUP, "check": check} for check in ["readOnlyRootFilesystem"])
    source = {"app": over(loose, {"waive": [waived]}), "other": over(WEB, {"waive": [GROUP]})}
    repository.put({path: data.replace(b'"2026-12-31"', b"2026-12-31") for path, data in files(source).items()})
    repository.commit()
    assert [line.partition(": ")[2] for line in repository.told()] == [
        "waiver-idle: `other` keeps to `runAsGroup` everywhere: the waiver matches nothing | remove it"
    ]

    repository.put(files({"app": loose, "other": WEB}, {"dev": environment(podSecurity="baseline")}))
    repository.commit()
    assert repository.told() == []


def test_the_date_changes_nothing_that_is_generated(tmp_path: Path) -> None:
    repository = committed(tmp_path / "shop", production(ALONE))
    repository.commit(when=NEXT)

    assert len(pipeline.generate(repository.root)) == 0


def test_without_a_commit_nothing_is_over_and_that_is_said(tmp_path: Path) -> None:
    for path, data in production(ALONE).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    pipeline.generate(tmp_path)

    validation = pipeline.validate(tmp_path)

    assert validation.problems == ()
    assert validation.unseen[2:] == ("whether any `until` is over: there is no commit to take the day from",)


def test_exceptions_are_listed_with_their_reasons_and_acknowledgements_are_said_to_match_nothing_yet(
    tmp_path: Path,
) -> None:
    repository = committed(tmp_path / "shop", production(ALONE, acknowledge=[RISK]))

    validation = pipeline.validate(repository.root)

    assert [(one.place.file, one.code, one.message) for one in validation.exceptions] == [
        (
            "config/services/app.yaml",
            "waived",
            "`production-replicas` of `app` is waived until 2026-12-31: it locks a file",
        ),
        (
            "environments/dev.yaml",
            "acknowledged",
            "`D02` of `PersistentVolumeClaim/db` is acknowledged in `dev` until 2026-12-31: it is empty",
        ),
    ]
    assert validation.unseen[2:] == (
        "what 1 acknowledgement matches: `cartwright diff` says, of each change",
    )
    assert exceptions.listed(generated(files({"app": WEB})).fleet) == ()
