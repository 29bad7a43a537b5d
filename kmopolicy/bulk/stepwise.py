"""Runs the relational plan view by view: for programs that ask for more than one row per entity can say."""

from typing import NamedTuple

from kmopolicy.bulk import sql
from kmopolicy.bulk.compile import compile_plan
from kmopolicy.bulk.context import NO_GROUNDS, NOTHING_LISTED, Context, every
from kmopolicy.bulk.literals import quote, text
from kmopolicy.bulk.plan import Outcome, Plan, View
from kmopolicy.bulk.rows import declared_inputs, typed_cell
from kmopolicy.program.expand import exists

_SPEECH = sql.DIALECTS["duckdb"]


def run(context: Context) -> None:
    """Makes the view `_found`."""
    inputs = frozenset(each.name for each in declared_inputs(context.program, context.sources))
    plan = compile_plan(context.program, context.readings, context.day, stated=inputs, others=not context.briefly)
    run_ = _Run(context, plan)
    run_.facts()
    run_.views()
    run_.inspect()
    union = " UNION ALL ".join(run_.decided(outcome) for outcome in plan.outcomes)
    context.connection.execute(f"CREATE TEMP VIEW _found AS {union}")


class _Run(NamedTuple):
    context: Context
    plan: Plan

    def facts(self) -> None:
        """The tables of facts as the plan reads them: each row once, with the values of its types."""
        for declared in declared_inputs(self.context.program, self.context.sources):
            source = self.context.sources[declared.name]
            cells = [typed_cell(self.context.program, each, source) for each in declared.arguments]
            told = ", ".join(
                f"{cell} AS {quote(each.name)}" for cell, each in zip(cells, declared.arguments, strict=True)
            )
            whole = " AND ".join(f"{cell} IS NOT NULL" for cell in cells)
            self._execute(
                f"CREATE TEMP TABLE {quote(declared.name)} AS SELECT DISTINCT {told} FROM {source.relation} WHERE {whole}"
            )

    def views(self) -> None:
        """The views of the plan, each made once."""
        known = sql.columns_of(self.plan)
        for view in self.plan.views:
            query = sql.select(view, known, _SPEECH).sql("duckdb")
            self._execute(f"CREATE TEMP TABLE {quote(view.name)} AS {query}")

    def inspect(self) -> None:
        """The rows of every table, one by one."""
        program, inspector = self.context.program, self.context.inspector
        for name in (name for name, kind in program.types.items() if kind.kind == "entity"):
            view = self._view(exists(name))
            self._execute(
                f"CREATE TEMP VIEW {every(name)}_ids AS SELECT {quote(view.columns[0].name)} AS id FROM {quote(view.name)}"
            )
        stated = {name: f"{relation}_ids" for name, relation in self.context.stated_types.items()}
        for declared in declared_inputs(program, self.context.sources):
            if program.types[declared.arguments[0].type].kind == "entity":
                inspector.inspect(declared)
            inspector.inspect_references(declared, stated)
        for declared in program.predicates.values():
            if declared.role == "input" and declared.cardinality == "exactly one":
                inspector.inspect_missing(declared, f"{every(declared.arguments[0].type)}_ids")

    def _view(self, predicate: str) -> View:
        name = self.plan.names[predicate]
        return next(view for view in self.plan.views if view.name == name)

    def decided(self, outcome: Outcome) -> str:
        """The decisions about one outcome as a query, with all that they rest on."""
        known = sql.columns_of(self.plan)
        subject, value = (quote(column.name) for column in known[outcome.decisions])
        return (
            f"SELECT {text(outcome.subject_type)} AS type, d.{subject} AS subject, d.{value} AS outcome, "
            f"coalesce(t.themes, {NOTHING_LISTED}) AS themes, coalesce(g.grounds, {NO_GROUNDS}) AS grounds, "
            f"{self._readings(outcome)} AS readings "
            f"FROM {quote(outcome.decisions)} AS d "
            f"LEFT JOIN ({self._themes(outcome)}) AS t ON t.subject = d.{subject} "
            f"LEFT JOIN ({self._grounds(outcome)}) AS g ON g.subject = d.{subject} "
            f"LEFT JOIN ({self._depends(outcome)}) AS r ON r.subject = d.{subject}"
        )

    def _readings(self, outcome: Outcome) -> str:
        """The readings in the order of the policy."""
        told = ", ".join(map(text, dict.fromkeys(used for _, used in outcome.others)))
        found = f"coalesce(r.readings, {NOTHING_LISTED})"
        return f"list_filter([{told}], lambda x: list_contains({found}, x))" if told else NOTHING_LISTED

    def _depends(self, outcome: Outcome) -> str:
        """The readings of which some other option gives a subject another outcome."""
        if not outcome.others:
            return f"SELECT NULL::VARCHAR AS subject, {NOTHING_LISTED} AS readings WHERE FALSE"
        known = sql.columns_of(self.plan)
        subject, value = (quote(column.name) for column in known[outcome.decisions])
        option = quote(known[outcome.otherwise][0].name)
        others = ", ".join(f"({text(option)}, {text(used)})" for option, used in outcome.others)
        found = (
            f"SELECT DISTINCT d.{subject} AS subject, p.used AS reading FROM {quote(outcome.decisions)} AS d "
            f"CROSS JOIN (VALUES {others}) AS p(other, used) WHERE NOT EXISTS ("
            f"SELECT 1 FROM {quote(outcome.otherwise)} AS o "
            f"WHERE o.{option} = p.other AND o.{subject} = d.{subject} AND o.{value} = d.{value})"
        )
        return f"SELECT subject, list(reading ORDER BY reading) AS readings FROM ({found}) GROUP BY subject"

    def _themes(self, outcome: Outcome) -> str:
        known = sql.columns_of(self.plan)
        shown = []
        for name in outcome.shown:
            subject, theme = quote(known[name][0].name), quote(known[name][-1].name)
            shown.append(f"SELECT {subject} AS subject, CAST({theme} AS VARCHAR) AS theme FROM {quote(name)}")
        told = " UNION ".join(shown) or "SELECT NULL::VARCHAR AS subject, NULL::VARCHAR AS theme WHERE FALSE"
        return f"SELECT subject, list(theme ORDER BY theme) AS themes FROM ({told}) GROUP BY subject"

    def _grounds(self, outcome: Outcome) -> str:
        columns = sql.columns_of(self.plan)[outcome.grounds]
        subject, ground, *values, rule, sentence = (quote(column.name) for column in columns)
        arities = {view.name: len(view.columns) for view in self.plan.relations}
        program = self.context.program
        width = " ".join(
            f"WHEN {text(name)} THEN {each.arity - 1}" for name, each in program.predicates.items() if name in arities
        )
        told = f"list_slice([{', '.join(values)}]::VARCHAR[], 1, CASE {ground} {width} END)"
        packed = f'struct_pack(ground := {ground}, "values" := {told}, rule := {rule}, sentence := {sentence})'
        order = ", ".join([ground, *values, rule])
        found = f"SELECT {subject} AS subject, list({packed} ORDER BY {order}) AS grounds"
        return f"{found} FROM {quote(outcome.grounds)} GROUP BY {subject}"

    def _execute(self, query: str) -> None:
        self.context.connection.execute(query)
