"""Kind `postgres`: PostgreSQL, in the cluster, on RDS, or one that exists."""
