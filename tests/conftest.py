"""Setting for all tests: this environment's own kernel, and nothing of the user's."""

import os
import tempfile

from hypothesis import settings

os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
os.environ.pop("JUPYTER_PATH", None)
os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="lossviz-ipython-")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# The same examples in every run: a red test stays red until it is mended, a green one green.
settings.register_profile("lossviz", derandomize=True, deadline=None)
settings.load_profile("lossviz")
