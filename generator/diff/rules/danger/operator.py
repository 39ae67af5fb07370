"""Custom resources behind which an operator keeps data or a Secret."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.mention import mentions
from generator.diff.rules.danger.policy import is_lost
from generator.diff.rules.danger.side import sides
from generator.diff.rules.danger.words import listed, named, shown
from generator.kubernetes.reading import items, mapping, text

_KEEPERS = {
    "acid.zalan.do": {"postgresql"},
    "cassandra.datastax.com": {"CassandraDatacenter"},
    "clickhouse.altinity.com": {"ClickHouseInstallation"},
    "databases.spotahome.com": {"RedisFailover"},
    "documentdb.services.k8s.aws": {"DBCluster", "DBInstance"},
    "dynamodb.services.k8s.aws": {"Table"},
    "efs.services.k8s.aws": {"FileSystem"},
    "elasticache.services.k8s.aws": {"CacheCluster", "ReplicationGroup"},
    "elasticsearch.k8s.elastic.co": {"Elasticsearch"},
    "k8s.mariadb.com": {"MariaDB"},
    "k8ssandra.io": {"K8ssandraCluster"},
    "kafka.strimzi.io": {"Kafka", "KafkaNodePool", "KafkaTopic"},
    "longhorn.io": {"Volume"},
    "minio.min.io": {"Tenant"},
    "mongodb.com": {"MongoDB"},
    "mongodbcommunity.mongodb.com": {"MongoDBCommunity"},
    "mysql.oracle.com": {"InnoDBCluster"},
    "nats.io": {"NatsCluster"},
    "opensearch.opster.io": {"OpenSearchCluster"},
    "pgv2.percona.com": {"PerconaPGCluster"},
    "postgres-operator.crunchydata.com": {"PostgresCluster"},
    "postgresql.cnpg.io": {"Cluster", "Database"},
    "psmdb.percona.com": {"PerconaServerMongoDB"},
    "pxc.percona.com": {"PerconaXtraDBCluster"},
    "rabbitmq.com": {"Queue", "RabbitmqCluster"},
    "rds.aws.upbound.io": {"Cluster", "Instance"},
    "rds.services.k8s.aws": {"DBCluster", "DBInstance", "GlobalCluster"},
    "redis.redis.opstreelabs.in": {"Redis", "RedisCluster", "RedisReplication"},
    "s3.aws.upbound.io": {"Bucket"},
    "s3.services.k8s.aws": {"Bucket"},
    "scylla.scylladb.com": {"ScyllaCluster"},
}
"""Kinds, by their group, whose operator deletes data with them."""


def _data(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind in _KEEPERS.get(subject.identity.group, ()) and is_lost(subject):
        yield Hit(
            f"{named(subject.identity)} is deleted, and its operator ({shown(subject.identity.group)}) deletes the "
            "data behind it"
        )


def _lost_secret(subject: Subject) -> str:
    """The Secret that goes with an ExternalSecret; empty where it does not."""
    if subject.identity.kind != "ExternalSecret" or not is_lost(subject):
        return ""
    if (text(subject.base, "spec", "target", "creationPolicy") or "Owner") != "Owner":
        return ""
    return text(subject.base, "spec", "target", "name") or subject.identity.name


def _is_generated(subject: Subject) -> bool:
    """Whether nothing but the cluster knows what it holds."""
    return any(mapping(one, "sourceRef", "generatorRef") for one in items(subject.base, "spec", "dataFrom"))


def _told(subject: Subject, name: str) -> str:
    users = [
        owner
        for owner, pod in sides(subject.around).head.pods.get(subject.identity.namespace, ())
        if any((one.kind, one.name) == ("Secret", name) for one in mentions(pod))
    ]
    still = f", and {listed(users)} still reads it" if users else ""
    return f"{named(subject.identity)} is deleted, and {shown(f'Secret/{name}')} with it at once{still}"


def _secret(subject: Subject) -> Iterator[Hit]:
    if (name := _lost_secret(subject)) and not _is_generated(subject):
        yield Hit(f"{_told(subject, name)}; the remote one stays")


def _generated_secret(subject: Subject) -> Iterator[Hit]:
    if (name := _lost_secret(subject)) and _is_generated(subject):
        yield Hit(f"{_told(subject, name)}; what it holds was generated, and is nowhere else")


RULES = (
    Rule(
        "D05",
        "D",
        "what an operator keeps data for is deleted, and the operator deletes the data",
        "merge `argocd.argoproj.io/sync-options: Prune=false,Delete=false` on it first, and take a backup",
        _data,
    ),
    Rule(
        "D05b",
        "W",
        "an ExternalSecret is deleted, and the Secret that it made goes with it",
        "remove it after the last pod that reads the Secret, or set `creationPolicy: Orphan` one sync earlier",
        _secret,
        proved=True,
    ),
    Rule(
        "D05c",
        "D",
        "an ExternalSecret is deleted whose Secret was generated, and nobody knows that value any more",
        "copy what the Secret holds into the secret store first",
        _generated_secret,
    ),
)
