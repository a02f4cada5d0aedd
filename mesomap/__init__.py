"""mesomap: injection maps for mesotherapy, in true skin millimetres."""

import os

# Our matrices are small: a second BLAS thread makes numpy's import three times as long on two
# cores and no product faster. A person who sets it otherwise is heard.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
