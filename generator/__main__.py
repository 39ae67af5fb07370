"""The process: `cartwright`, `python -m generator`, and `git-merge-cartwright`, which git starts for `git merge -s`."""

import signal
import sys

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until a command runs and after it there is nothing to tidy up


def main() -> int:
    """Run the command line; the exit code."""
    from generator.cli import main

    return main()


def strategy() -> int:
    """Run as a strategy of git's; the exit code."""
    from generator.cli import main

    return main(["merge-strategy", "--", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
