from generator.diff.nouns import Application, Cluster
from generator.diff.report import needs


def policy(name, *targets, **more):
    def selector(service):
        return {"matchLabels": {"app.kubernetes.io/name": service}}

    peers = [{"podSelector": selector(target), **more} for target in targets]
    spec = {"podSelector": selector(name), "egress": [{"to": peers}, {"ports": [{"port": 53}]}]}
    return {"kind": "NetworkPolicy", "metadata": {"name": name}, "spec": spec}


def cluster(*objects):
    return Cluster("production", applications={"a": Application({"metadata": {"name": "a"}}, tuple(objects))})


def test_who_may_talk_to_whom_needs_them():
    one, other = cluster(policy("web", "api")), cluster(policy("api", "postgres", "redis"), {"kind": "Service"})

    assert needs([one, other]) == (("api", "postgres"), ("api", "redis"), ("web", "api"))


def test_what_is_in_another_namespace_or_has_no_name_is_none_of_the_services():
    foreign = policy("web", "dns", namespaceSelector={})
    everybody = {"kind": "NetworkPolicy", "spec": {"podSelector": {}, "egress": [{}, {"to": [{"ipBlock": {}}]}]}}

    assert needs([cluster(foreign, everybody, policy("web", "web"))]) == ()
