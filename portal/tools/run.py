"""``make run``: set up, then start the demo city. Run by any Python 3."""

import os
import sys

from portal.tools.setup import use_new_enough

if __name__ == "__main__":
    use_new_enough("portal.tools.run")
    from portal.tools.serving import main

    sys.exit(main(os.environ.get("PORT", "8000")))
