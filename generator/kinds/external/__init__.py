"""Kind `external`: hosts outside that services call."""
