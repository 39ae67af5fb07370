"""Kind `worker`: a Deployment that works on its own."""
