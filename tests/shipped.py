"""The policy that ships, and strategies for its dossiers."""

from pathlib import Path

import kmopolicy
from kmopolicy.testing import strategies

ROOT = Path(__file__).parent.parent
POLICY = kmopolicy.load(ROOT / "policy")
DOSSIERS = strategies.dossiers(POLICY.program)
READINGS = strategies.readings(POLICY.program)
