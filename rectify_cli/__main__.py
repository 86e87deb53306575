"""``python -m rectify_cli`` is ``rectify``."""

import sys

from rectify_cli.cli import main

if __name__ == "__main__":
    sys.exit(main())
