"""What the messages about rules and cases call them, and how a condition is shown in one."""

from kmopolicy.language import tree


def what(node: tree.RuleNode | tree.CaseNode) -> dict[str, str]:
    """A rule, a case, or one of several grounds of which any is enough."""
    if isinstance(node, tree.RuleNode):
        return {"what": "deze regel", "what_en": "this rule"}
    if node.any and len(node.because) > 1:
        return {"what": "deze grond", "what_en": "this ground"}
    return {"what": "dit geval", "what_en": "this case"}


def literal_shown(literal: tree.LiteralNode) -> str:
    """A condition as it stands in the file, on one line."""
    match literal:
        case tree.PositiveNode(atom=atom):
            return atom_shown(atom)
        case tree.NegativeNode(atom=atom):
            return f"not {atom_shown(atom)}"
        case tree.ComparisonNode(op=op, left=left, right=right):
            return f"{left.shown} {op} {right.shown}"
        case tree.YearNode(year=year, date=date):
            return f"{year.shown} = year({date.shown})"
    return f"reading {literal.reading.text} = {literal.option.text}"


def atom_shown(atom: tree.AtomNode) -> str:
    """An atom as it stands in the file, on one line."""
    return f"{atom.name.text}({', '.join(term.shown for term in atom.terms)})"
