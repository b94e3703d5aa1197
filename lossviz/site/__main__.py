"""Write the series as pages: ``python -m lossviz.site``, or ``make site``."""

from .build import main

if __name__ == "__main__":
    main()
