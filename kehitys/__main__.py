"""Lets `python -m kehitys` open the app."""

from kehitys.cli.main import main

if __name__ == "__main__":
    main()
