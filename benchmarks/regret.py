"""How good the order of the questions is: on small random policies, the questions it takes beside the fewest possible.

    python benchmarks/regret.py [--policies 300]

Every completion of a dossier is enumerated and decided by the naive evaluator; the fewest questions are found by looking at
every order. Quote the regret at worst (the answers that take longest) and on average (every completion as likely).
"""

import argparse
from collections import Counter
from fractions import Fraction

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kmopolicy.api import Policy
from kmopolicy.testing.completions import Completed
from kmopolicy.testing.policies import policies
from kmopolicy.testing.regret import Game, mean, worst
from kmopolicy.testing.strategies import dossiers

MOST = 1500
"""Completions that are enumerated."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policies", type=int, default=300, help="random policies that are tried")
    games = found(parser.parse_args().policies)
    for name, cost in (("at worst", worst), ("on average", mean)):
        least = [game.least(cost) for game in games]
        regret = [game.asked(cost) - fewest for game, fewest in zip(games, least, strict=True)]
        fewest, more = (float(sum(each, Fraction(0)) / len(games)) for each in (least, regret))
        print(f"{name:<11}{fewest:6.2f} questions at least, regret {more:.3f} (at most {float(max(regret)):.2f})")
    counts = Counter(int(game.least(worst)) for game in games)
    print(f"{len(games)} dossiers, by the questions needed: {dict(sorted(counts.items()))}")


def found(count: int) -> list[Game]:
    """Games on random policies and dossiers in which something is open and little enough to enumerate."""
    games: list[Game] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def look(data: st.DataObject) -> None:
        policy = Policy(data.draw(policies()).program)
        facts = policy.read_data(data.draw(dossiers(policy.program)))
        for thing in [entity.id for entity in facts.entities if entity.type == "Thing"]:
            situation = policy._situation(facts, f"thing:{thing}", policy._readings(None))
            completed = Completed(situation, policy._readings(None), presuming=False)
            game = Game(situation, completed) if completed.size <= MOST else None
            if game and game.fair and game.least(worst) > 0:
                games.append(game)

    look()
    return games


if __name__ == "__main__":
    main()
