"""Kind `web`: a Deployment that people or services call."""
