"""``python -m rectify_cli`` is ``rectify``."""

from rectify_cli.cli import main

if __name__ == "__main__":
    main()
