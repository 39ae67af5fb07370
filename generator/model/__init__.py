"""What a person may write, one noun a module: platform, environment, service, and the types of their fields."""
