"""The query that the benchmark holds us against answers the same question, so that the comparison stays honest."""

from datetime import date

import duckdb
import pytest
from shipped import POLICY, ROOT

GROUNDS = {
    "excluded",
    "ruled_out",
    "conflicts",
    "unregistered",
    "doubtful_activity",
    "mixed_audience",
    "doubtful_licence",
    "doubtful_content",
    "doubtful_interest",
    "adverse_advice",
    "fits_theme",
    "theme_in_doubt",
    "open_theme",
}


MORE = {
    "aimed_at": "SELECT service, 'verbeteren_fysieke_en_mentale_gezondheid' AS activity, "
    "CASE WHEN hash(service) % 2 = 0 THEN 'ja' ELSE 'twijfel' END AS verdict FROM kind WHERE hash(service) % 7 < 2",
    "target_group": "SELECT service, CASE WHEN hash(service) % 2 = 0 THEN 'arts' ELSE 'optometrist' END AS profession "
    "FROM kind WHERE hash(service) % 5 = 0",
    "reference_date": "SELECT service, DATE '2024-02-15' AS date FROM kind WHERE hash(service) % 13 = 0",
    "linked_to_theme": "SELECT service, theme, 'nee' AS verdict FROM kind, (SELECT DISTINCT theme FROM linked_to_theme) "
    "WHERE hash(service) % 11 = 0",
}
"""Rows for what is rare: health professions, one on the day that it becomes one, and services that no theme fits."""


def _with_more(made, folder):
    """The tables, some with other rows for those services."""
    folder.mkdir()
    with duckdb.connect() as connection:
        for file in made.iterdir():
            connection.execute(f"CREATE VIEW {file.stem} AS FROM '{file}'")
        for name in (file.stem for file in made.iterdir()):
            query = f"FROM {name}"
            if name in MORE:
                more = f"({MORE[name]})"
                query += f" WHERE service NOT IN (SELECT service FROM {more}) UNION ALL FROM {more}"
            connection.execute(f"COPY ({query}) TO '{folder / name}.parquet'")
    return folder


def _ours(folder, connection):
    out = str(folder.with_name("uit.parquet"))
    POLICY.decide_tables(folder, out, date=date(2024, 3, 1))
    rows = connection.execute(
        "SELECT subject, outcome, themes, grounds FROM read_parquet(?) WHERE type = 'service'", [out]
    )
    for subject, outcome, themes, grounds in rows.fetchall():
        yield subject, (outcome, sorted(themes), _told(grounds))


def _by_hand(folder, connection):
    query = (ROOT / "benchmarks" / "expert.sql").read_text(encoding="utf-8")
    connection.execute(query.replace("$folder", f"'{folder}'"))
    for subject, outcome, themes, grounds in connection.execute("FROM expert").fetchall():
        yield subject, (outcome, sorted(themes), _told(grounds))


def _told(grounds):
    """The grounds without their rules, of which the query by hand has none."""
    return {(each["ground"], *each["values"], each["sentence"]) for each in grounds or ()}


@pytest.mark.parametrize("seed", [1, 2])
def test_sql_by_hand_gives_the_same_outcomes_themes_and_grounds(seed, generated, tmp_path):
    folder = _with_more(generated(4000, seed), tmp_path / "feiten")
    with duckdb.connect() as connection:
        ours, by_hand = dict(_ours(folder, connection)), dict(_by_hand(folder, connection))
    assert len(by_hand) == 4000
    assert by_hand == ours
    outcomes = {outcome for outcome, _, _ in ours.values()}
    assert outcomes == {"subsidieerbaar", "niet_subsidieerbaar", "voor_te_leggen", "onvoldoende_gegevens"}
    met = {ground[0] for _, _, grounds in ours.values() for ground in grounds}
    assert met == GROUNDS
