"""`python -m kmopolicy` is the program as well, for where no `kmopolicy` stands on the path."""

from kmopolicy.cli.start import main

if __name__ == "__main__":
    main()
