"""Shared ground: where the checkout under test is."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
