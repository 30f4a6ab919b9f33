"""``python -m analyzer.cli``."""

from analyzer.cli.main import main

if __name__ == "__main__":
    main()
