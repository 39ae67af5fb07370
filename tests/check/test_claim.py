"""Claims that pods mount."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_claim_that_a_pod_mounts_exists() -> None:
    it = shop()
    it["PersistentVolumeClaim"]["metadata"]["name"] = "date"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[1].persistentVolumeClaim.claimName [claim-unknown]
          `Deployment/api` mounts the claim `data`, which is not in the namespace `shop`
          help: did you mean `date`?
        """
    )


def test_a_claim_template_is_no_claim_of_the_pod_but_a_volume() -> None:
    it = shop()
    it.pod["volumes"].pop()
    it["Deployment"]["kind"] = "StatefulSet"
    claim = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    it["Deployment"]["spec"]["volumeClaimTemplates"] = [{"metadata": {"name": "data"}, "spec": claim}]
    it["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["kind"] = "StatefulSet"
    it["Deployment"]["spec"]["serviceName"] = "api"

    assert told(it) == ""
