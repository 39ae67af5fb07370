"""What the image's own configuration takes from no variable."""

BANNER_LOGIN = "Ask the network team for an account."
MAINTENANCE_MODE = False
