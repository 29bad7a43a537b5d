"""Makes realistic tables of facts of any size from a seed: python benchmarks/tables.py FOLDER SERVICES [SEED].

Parquet, one file per input. Every share below is a guess at what an archive holds; about twelve facts per service.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

import kmopolicy
from kmopolicy.program.program import Program


def main() -> None:
    """Makes the tables that the command line asks for."""
    folder, services, *seed = sys.argv[1:]
    make(Path(folder), int(services), int(*seed or ("1",)))


def make(folder: Path, services: int, seed: int = 1, *, applications: bool = True) -> None:
    """Writes the tables, with or without those of applications; the same arguments give the same rows."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = _Maker(kmopolicy.load().program, services, seed)
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        for name, query in maker.tables():
            if name in ("applies_for", "selected_theme") and not applications:
                continue
            connection.execute(f"COPY ({query}) TO '{folder / f'{name}.parquet'}' (FORMAT parquet)")


class _Maker:
    def __init__(self, program: Program, services: int, seed: int) -> None:
        self._labels = program.labels
        self._services = services
        self._seed = seed

    def tables(self) -> Iterator[tuple[str, str]]:
        """Every table with the query that makes it."""
        providers = max(1, self._services // 40)
        provider = f"'p' || (hash(s, {self._seed}, 'provider') % {providers})"
        yield "kind", self._service(f"{self._one('Kind', 'kind', (80, 20))} AS kind")
        yield "reference_date", self._service(f"DATE '2023-07-01' + {self._number('day', 900)} AS date")
        yield "title", self._service(f"'Opleiding ' || {self._number('title', 100_000)} AS text")
        yield "offered_by", self._service(f"{provider} AS provider", 95)
        yield "linked_to_theme", self._verdicts("linked_to_theme", "Theme", "theme", 27, (60, 30, 10))
        yield "concerns_topic", self._verdicts("concerns_topic", "Topic", "topic", 17, (50, 40, 10))
        yield "serves_general_functioning", self._service(f"{self._verdict('general', (60, 30, 10))} AS verdict", 45)
        yield "aimed_at", self._verdicts("aimed_at", "Activity", "activity", 1, (50, 30, 20))
        yield "contrary_to", self._verdicts("contrary_to", "Interest", "interest", 1, (10, 80, 10))
        yield "content_known_in_advance", self._service(f"{self._verdict('content', (90, 7, 3))} AS verdict", 50)
        yield "charged_as", self._service(f"{self._one('Fee', 'fee')} AS fee", 60)
        yield "target_group", self._many("target_group", "Profession", "profession", 1)
        yield "open_to_others", self._service("", 8)
        yield "teaches_practice", self._many("teaches_practice", "Practice", "practice", 1)
        yield "listed", self._service(f"DATE '2020-01-01' + {self._number('listed', 1800)} AS date", 30)
        yield "delisted", self._service(f"DATE '2022-01-01' + {self._number('delisted', 1400)} AS date", 3)
        yield "teaches_competence_of", self._service(f"{self._one('Occupation', 'occupation')} AS occupation", 30)
        yield "stem_programme", self._service(f"{self._one('StemKind', 'stem')} AS kind", 5)
        yield "leads_to_required_certificate", self._service(f"{self._verdict('attest', (50, 50, 0))} AS verdict", 10)
        advice = (
            "'vlaio' AS addressee, CASE WHEN " + self._number("advice", 10) + " < 6 THEN 'gunstig' ELSE 'ongunstig' END"
        )
        yield "quality_chamber_advice", self._service(f"{advice} AS advice", 2)
        yield "registered", self._providers("kind", self._labels["Kind"], 97)
        yield "active_in_theme", self._providers("theme", self._labels["Theme"], 60)
        service = f"'d' || (hash(a, {self._seed}, 'for') % {self._services}) AS service"
        theme = self._one("Theme", "selected").replace("hash(s,", "hash(a,")
        for name, column in (("applies_for", service), ("selected_theme", f"{theme} AS theme")):
            yield name, f"SELECT 'a' || a AS application, {column} FROM range({max(1, self._services // 4)}) r(a)"

    def _providers(self, column: str, constants: Iterable[str], share: int) -> str:
        """A row per provider and constant, of a share of them."""
        told = ", ".join(f"('{name}')" for name in constants)
        chosen = f"hash(p, c, {self._seed}, '{column}') % 100 < {share}"
        rows = f"range({max(1, self._services // 40)}) r(p), (VALUES {told}) v(c)"
        return f"SELECT 'p' || p AS provider, c AS {column} FROM {rows} WHERE {chosen}"

    def _number(self, what: str, below: int) -> str:
        return f"(hash(s, {self._seed}, '{what}') % {below})::INTEGER"

    def _one(self, type_name: str, what: str, shares: tuple[int, ...] = ()) -> str:
        """One of the constants of a type, all alike or by their shares."""
        names = list(self._labels[type_name])
        told = [name for name, share in zip(names, shares, strict=True) for _ in range(share)] if shares else names
        return f"[{', '.join(repr(name) for name in told)}][1 + {self._number(what, len(told))}]"

    def _verdict(self, what: str, shares: tuple[int, int, int]) -> str:
        return self._one("Verdict", what, shares)

    def _service(self, columns: str, share: int = 100) -> str:
        """A row per service, of a share of them."""
        told = f", {columns}" if columns else ""
        chosen = f"hash(s, {self._seed}, '{columns[-20:].replace(chr(39), '')}') % 100 < {share}"
        return f"SELECT 'd' || s AS service{told} FROM range({self._services}) r(s) WHERE {chosen}"

    def _many(self, name: str, type_name: str, column: str, share: int) -> str:
        """A row per service and constant, of a share of them."""
        return f"SELECT 'd' || s AS service, c AS {column} {self._each(name, type_name, share)}"

    def _each(self, name: str, type_name: str, share: int) -> str:
        constants = ", ".join(f"('{each}')" for each in self._labels[type_name])
        chosen = f"hash(s, c, {self._seed}, '{name}') % 100 < {share}"
        return f"FROM range({self._services}) r(s), (VALUES {constants}) v(c) WHERE {chosen}"

    def _verdicts(self, name: str, type_name: str, column: str, share: int, shares: tuple[int, int, int]) -> str:
        verdict = self._verdict(f"{name} verdict", shares).replace("hash(s,", "hash(s, c,")
        return f"SELECT 'd' || s AS service, c AS {column}, {verdict} AS verdict {self._each(name, type_name, share)}"


if __name__ == "__main__":
    main()
