"""Kind `redis`: Redis, in the cluster, on ElastiCache, or one that exists."""
