"""The register of kinds: one folder and one line each."""

from __future__ import annotations

from generator.kinds.cronjob.kind import KIND as CRONJOB
from generator.kinds.external.kind import KIND as EXTERNAL
from generator.kinds.postgres.kind import KIND as POSTGRES
from generator.kinds.redis.kind import KIND as REDIS
from generator.kinds.stateful.kind import KIND as STATEFUL
from generator.kinds.web.kind import KIND as WEB
from generator.kinds.worker.kind import KIND as WORKER
from generator.parts.kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (WEB, WORKER, CRONJOB, STATEFUL, POSTGRES, REDIS, EXTERNAL)}
