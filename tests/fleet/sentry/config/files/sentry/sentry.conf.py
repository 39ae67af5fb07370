"""Settings of Sentry; what differs between places comes from variables."""

from sentry.conf.server import *

DATABASES = {
    "default": {
        "ENGINE": "sentry.db.postgres",
        "HOST": env("POSTGRES_HOST"),
        "PORT": env("POSTGRES_PORT"),
        "NAME": env("POSTGRES_DB"),
        "USER": env("POSTGRES_USER"),
        "PASSWORD": env("POSTGRES_PASSWORD"),
    }
}
SENTRY_SINGLE_ORGANIZATION = True
SENTRY_SELF_HOSTED_ERRORS_ONLY = env("COMPOSE_PROFILES") == "errors-only"
SENTRY_OPTIONS["system.secret-key"] = env("SENTRY_SYSTEM_SECRET_KEY")
SENTRY_OPTIONS["system.url-prefix"] = env("SENTRY_URL_PREFIX")
SENTRY_OPTIONS["system.event-retention-days"] = int(env("SENTRY_EVENT_RETENTION_DAYS"))
SENTRY_OPTIONS["redis.clusters"] = {"default": {"hosts": {0: {"host": env("REDIS_HOST")}}}}
SENTRY_OPTIONS["mail.host"] = env("MAIL_HOST")
SENTRY_OPTIONS["mail.port"] = int(env("MAIL_PORT"))
SENTRY_OPTIONS["mail.password"] = env("MAIL_PASSWORD")
CACHES = {
    "default": {
        "BACKEND": "sentry.cache.backends.reconnectingmemcache.ReconnectingMemcache",
        "LOCATION": [env("MEMCACHED")],
    }
}
SENTRY_CACHE = "sentry.cache.redis.RedisCache"
SENTRY_RATELIMITER = "sentry.ratelimits.redis.RedisRateLimiter"
KAFKA_CLUSTERS["default"] = {"bootstrap.servers": env("KAFKA"), "message.max.bytes": 50000000}
SENTRY_EVENTSTREAM = "sentry.eventstream.kafka.KafkaEventStream"
SENTRY_EVENTSTREAM_OPTIONS = {"producer_configuration": KAFKA_CLUSTERS["default"]}
SENTRY_NODESTORE = "sentry_nodestore_s3.S3PassthroughDjangoNodeStorage"
SENTRY_NODESTORE_OPTIONS = {
    "bucket_name": "nodestore",
    "compression": True,
    "endpoint_url": env("NODESTORE_ENDPOINT"),
    "aws_access_key_id": env("NODESTORE_KEY"),
    "aws_secret_access_key": env("NODESTORE_SECRET"),
}
SENTRY_WEB_HOST = "0.0.0.0"
SENTRY_WEB_PORT = 9000
