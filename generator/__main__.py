"""`python -m generator` is `cartwright`."""

import sys

from generator.cli import main

sys.exit(main())
