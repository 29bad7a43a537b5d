"""Which statement of a block the Markdown tables under it belong to."""

from collections.abc import Iterable

from kmopolicy.language import tree
from kmopolicy.language.markdown import Table


def takes_table(statement: tree.Statement | tree.UnreadNode) -> bool:
    """Whether rows are expected under its block; of what does not parse that cannot be ruled out."""
    if isinstance(statement, tree.PredicateNode):
        return statement.role == "table" and statement.from_file is None
    return isinstance(statement, tree.TypeNode | tree.ClassificationNode | tree.UnreadNode)


def first_fit(table: Table, waiting: Iterable[tree.Statement | tree.UnreadNode]) -> int | None:
    """Whose table it is, by place: one with a column `constant` is the next type's, any other the next table's."""
    constants = any(cell.text == "constant" for cell in table.head)
    return next((place for place, each in enumerate(waiting) if _fits(each, constants=constants)), None)


def _fits(statement: tree.Statement | tree.UnreadNode, *, constants: bool) -> bool:
    if isinstance(statement, tree.UnreadNode):
        return statement.keyword == "type" if constants else statement.takes_rows
    return isinstance(statement, tree.TypeNode) == constants
