"""Kind `cronjob`: a container that runs on a schedule."""
