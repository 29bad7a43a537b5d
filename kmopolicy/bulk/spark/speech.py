"""A statement of DuckDB in the words of Spark: what sqlglot leaves to us.

Where the two differ in how they read the same words (which operator binds first, what an order in a list means), the tree that
DuckDB reads is what counts.
"""

import re
from collections.abc import Callable

import sqlglot
from sqlglot import exp

_BITWISE = (exp.BitwiseAnd, exp.BitwiseOr, exp.BitwiseXor)


def parsed(statement: str) -> exp.Expr:
    """The tree of a statement of DuckDB."""
    return sqlglot.parse_one(statement, read="duckdb")


def spoken(tree: exp.Expr) -> str:
    """A question as Spark asks it."""
    return tree.transform(_for_spark).sql("spark")


def in_no_order(tree: exp.Expr) -> exp.Expr:
    """The question without an order of its rows: to put all in order, each must be sent around."""
    for question in tree.find_all(exp.Select):
        question.set("order", None)
    return tree


def _for_spark(node: exp.Expr) -> exp.Expr:
    said = _SAID.get(type(node))
    return said(node) if said else node


def _list(node: exp.Expr) -> exp.Expr:
    """A list in an order: collected with what orders it in front."""
    if not isinstance(node.this, exp.Order):
        return node
    value = node.this.this.transform(_for_spark)
    keys = [each.this.transform(_for_spark) for each in node.this.expressions]
    if keys == [value]:
        return exp.func("sort_array", exp.func("collect_list", value))
    named = [exp.PropertyEQ(this=exp.to_identifier(f"k{at}"), expression=key) for at, key in enumerate(keys)]
    packed = exp.Struct(expressions=[*named, exp.PropertyEQ(this=exp.to_identifier("v"), expression=value)])
    each = exp.Lambda(
        this=exp.Dot.build([exp.column("e"), exp.to_identifier("v")]), expressions=[exp.to_identifier("e")]
    )
    return exp.func("transform", exp.func("sort_array", exp.func("collect_list", packed)), each)


def _first(node: exp.Expr) -> exp.Expr:
    """What stands with the least of something; of several things where they are a tuple."""
    if not isinstance(node.expression, exp.Tuple):
        return node
    return exp.func("min_by", node.this, exp.func("struct", *node.expression.expressions))


def _anonymous(node: exp.Expr) -> exp.Expr:
    if node.name.lower() != "list_slice":
        return node
    return exp.func("slice", *(each.transform(_for_spark) for each in node.expressions))


def _matched(node: exp.Expr) -> exp.Expr:
    return exp.RegexpLike(this=node.this, expression=exp.Literal.string(f"^(?:{node.expression.name})$"))


def _replaced(node: exp.Expr) -> exp.Expr:
    """What was found in brackets is `$1` there; all matches are replaced in any case."""
    to = re.sub(r"\\(\d)", r"$\1", node.args["replacement"].name)
    node.set("replacement", exp.Literal.string(to))
    return node


def _joined(node: exp.Expr) -> exp.Expr:
    """Lists one after the other: one that is not there adds nothing."""
    lists = (each.transform(_for_spark) for each in (node.this, *node.expressions))
    return exp.func("concat", *(exp.func("coalesce", each, exp.func("array")) for each in lists))


def _grouped(node: exp.Expr) -> exp.Expr:
    """Operators on bits: DuckDB reads them from left to right, Spark `&` before `|`."""
    for place in ("this", "expression"):
        below = node.args[place]
        if isinstance(below, _BITWISE) and type(below) is not type(node):
            node.set(place, exp.Paren(this=below))
    return node


def _united(node: exp.Expr) -> exp.Expr:
    """Rows of several questions, column by column of the same name; what a question does not have is empty.

    They are brought together by their first column at once: one row of each question does not shrink where it stands.
    """
    if not node.args.get("by_name"):
        return node
    node.set("by_name", False)
    questions = _branches(node)
    names = dict.fromkeys(each.alias_or_name for question in questions for each in question.expressions)
    for question in questions:
        own = {each.alias_or_name: each for each in question.expressions}
        question.set("expressions", [own.get(name) or exp.alias_(exp.null(), name) for name in names])
    whole = exp.Subquery(this=node.transform(_for_spark), alias=exp.TableAlias(this=exp.to_identifier("u")))
    return exp.select("*").from_(whole).hint(f"REPARTITION({next(iter(names))})", dialect="spark")


def _branches(node: exp.Expr) -> list[exp.Expr]:
    """The questions of a union, in their order."""
    if not isinstance(node, exp.Union):
        return [node]
    node.set("by_name", False)
    return [*_branches(node.left), *_branches(node.right)]


def _numbered(node: exp.Expr) -> exp.Expr:
    """Numbers in no order are numbers in the order in which the rows happen to stand."""
    if isinstance(node.this, exp.RowNumber) and not (node.args.get("order") or node.args.get("partition_by")):
        standing = exp.Ordered(this=exp.func("monotonically_increasing_id"), nulls_first=True)
        node.set("order", exp.Order(expressions=[standing]))
    return node


_SAID: dict[type, Callable[[exp.Expr], exp.Expr]] = {
    exp.ArrayAgg: _list,
    exp.ArrayConcat: _joined,
    exp.ArgMin: _first,
    exp.Anonymous: _anonymous,
    exp.RegexpFullMatch: _matched,
    exp.RegexpReplace: _replaced,
    exp.Union: _united,
    exp.Window: _numbered,
    **dict.fromkeys(_BITWISE, _grouped),
}
