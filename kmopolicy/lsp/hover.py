"""What an editor shows about a name in a rule: its sentence in both languages, the source it rests on, where it is used."""

from collections.abc import Iterator, Sequence

from kmopolicy.language import tree
from kmopolicy.language.markdown import Quote
from kmopolicy.lsp.marks import Mark, Name
from kmopolicy.lsp.view import View
from kmopolicy.program.cited import citations
from kmopolicy.program.desk import Desk, localized
from kmopolicy.program.quotes import whole
from kmopolicy.program.terms import Citation
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled
from kmopolicy.text.span import Span

_NOWHERE = Span("", 0, 0, 0, 0)
_MOST = 8
"""How many quotes and places are shown."""
_USED = Localized("Gebruikt op", "Used at")
_UNUSED = Localized("Nergens gebruikt.", "Used nowhere.")
_MORE = Localized("en nog {count}", "and {count} more")
_OF = Localized("`{name}`: een waarde van `{home}`", "`{name}`: a value of `{home}`")
_VARIABLE = Localized("`{name}`: om het even welke waarde van `{home}`", "`{name}`: any value of `{home}`")
_OPTION = Localized("`{name}`: een optie van de lezing `{home}`", "`{name}`: an option of the reading `{home}`")
_DEFAULT = Localized("standaard", "default")
_RULE = Localized("regel", "rule")


def hover(view: View, mark: Mark, lang: Lang) -> str:
    """Everything about a name, in Markdown; "" where there is nothing to say."""
    if view.found is None:
        return ""
    told = list(_Hover(view, view.found.desk, lang).about(mark))
    return "\n\n".join(told)


def bold_signature(signature: tree.SignatureNode) -> str:
    """A predicate with its arguments and their types."""
    arguments = ", ".join(f"{each.name.text}: {each.type.text}" for each in signature.arguments)
    return f"**{signature.name.text}**({arguments})"


def sentences(texts: tree.Texts) -> Localized:
    """The plain sentence of a predicate; where it has none, the first one that says something holds."""
    plain = localized(texts)
    if plain.nl:
        return plain
    told = {each.lang: each.text for each in reversed(texts) if not (each.negated or each.asked or each.plural)}
    return Localized(told.get("nl", ""), told.get("en", ""))


class _Hover:
    def __init__(self, view: View, desk: Desk, lang: Lang) -> None:
        self._view = view
        self._desk = desk
        self._lang = lang

    def about(self, mark: Mark) -> Iterator[str]:
        name = mark.name
        match name.kind:
            case "predicate":
                yield from self._predicate(name)
            case "variable" | "subject":
                yield from self._variable(mark)
            case "constant":
                yield from self._constant(name)
            case "type":
                yield from self._labelled(f"**{name.text}**", self._desk.type_label(name.text))
                yield from self._used(name)
            case "reading" | "option":
                yield from self._reading(name)
            case "sentence":
                yield from self._sentence(name)
            case "rule":
                yield f"{_RULE[self._lang]} **{name.text}**"

    def _predicate(self, name: Name) -> Iterator[str]:
        signature = self._desk.draft.signature(name.text)
        if signature is None:
            return
        placed = self._desk.draft.predicates.get(name.text) or self._desk.draft.outcomes[name.text]
        yield f"{bold_signature(signature)} — {'; '.join(self._manner(placed.node))}"
        yield from self._labelled("", sentences(placed.node.texts))
        yield from self._quoted(self._cited(name.text, placed.quotes))
        yield from self._used(name)

    def _manner(self, node: tree.PredicateNode | tree.CasesNode) -> Iterator[str]:
        role = node.role if isinstance(node, tree.PredicateNode) else "outcome"
        yield word(f"role {role}", self._lang)
        if role == "input" and isinstance(node, tree.PredicateNode):
            yield word("open" if any(flag.text == "open" for flag in node.flags) else "closed", self._lang)

    def _cited(self, name: str, quotes: tuple[Quote, ...]) -> list[Citation]:
        """What its rules or its cases rest on; of what has none, its declaration."""
        sentences, draft = self._desk.sentences, self._desk.draft
        rules = [each for each in draft.rules if each.node.head.name.text == name]
        found = [each for rule in rules for each in citations(rule.node.cites, rule.quotes, sentences)]
        if name in draft.outcomes:
            found += [each for case in draft.outcomes[name].node.cases for each in citations(case.cites, (), sentences)]
        found = found or list(citations((), quotes, sentences))
        return list({citation.sentence: citation for citation in found}.values())

    def _variable(self, mark: Mark) -> Iterator[str]:
        for clause in self._desk.clauses():
            if f"{clause.span.file}:{clause.span.line}:{clause.span.column}" == mark.name.home:
                types = self._desk.variable_types(clause)
                if mark.name.text in types:
                    home = types[mark.name.text][0]
                    yield self._filled(_VARIABLE, name=mark.name.text, home=home)
                    yield from self._labelled("", self._desk.type_label(home))
                    return

    def _constant(self, name: Name) -> Iterator[str]:
        constant = self._desk.tables.constants.get(name.home, {}).get(name.text)
        if constant:
            yield self._filled(_OF, name=name.text, home=name.home)
            yield from self._labelled("", constant.label)
            yield from self._used(name)

    def _reading(self, name: Name) -> Iterator[str]:
        placed = self._desk.draft.readings.get(name.home or name.text)
        if placed is None:
            return
        if name.kind == "option":
            yield self._filled(_OPTION, name=name.text, home=name.home)
            for option in (each for each in placed.node.options if each.name.text == name.text):
                yield from self._labelled("", localized(option.texts))
        else:
            yield from self._labelled(f"**{name.text}**", localized(placed.node.texts))
            yield "\n".join(self._option(option) for option in placed.node.options)
            yield from self._quoted(
                [self._whole(word.text) for word in placed.node.sentences if whole(word.text, self._desk.sentences)]
            )
        yield from self._used(name)

    def _option(self, option: tree.OptionNode) -> str:
        default = f" ({_DEFAULT[self._lang]})" if option.default else ""
        return f"- `{option.name.text}`{default}: {clean(localized(option.texts)[self._lang])}"

    def _sentence(self, name: Name) -> Iterator[str]:
        if whole(name.text, self._desk.sentences):
            yield from self._quoted([self._whole(name.text)])
            yield from self._used(name)

    def _whole(self, number: str) -> Citation:
        return Citation(number, whole(number, self._desk.sentences), _NOWHERE)

    def _labelled(self, lead: str, label: Localized) -> Iterator[str]:
        """A text in both languages, that of the user first."""
        other: Lang = "en" if self._lang == "nl" else "nl"
        texts = [clean(label[lang]) for lang in (self._lang, other) if label[lang]]
        told = list(dict.fromkeys(texts))
        if lead or told:
            yield "  \n".join([f"{lead} {told[0] if told else ''}".strip(), *(f"*{text}*" for text in told[1:])])

    def _quoted(self, found: Sequence[Citation]) -> Iterator[str]:
        quotes = [f"> **{clean(each.sentence)}** {clean(each.quote)}" for each in found[:_MOST]]
        if quotes:
            yield "\n>\n".join(quotes)
        if len(found) > _MOST:
            yield self._filled(_MORE, count=str(len(found) - _MOST))

    def _used(self, name: Name) -> Iterator[str]:
        """The places where a name is used, each with a link."""
        used = [mark.span for mark in self._view.named(name) if not mark.declares]
        lines = list(dict.fromkeys((span.file, span.line) for span in used))
        if not lines:
            yield _UNUSED[self._lang]
            return
        shown = ", ".join(self._link(file, line) for file, line in lines[:_MOST])
        more = f" {self._filled(_MORE, count=str(len(lines) - _MOST))}" if len(lines) > _MOST else ""
        yield f"{_USED[self._lang]} {shown}{more}"

    def _link(self, file: str, line: int) -> str:
        path = self._view.path(file)
        target = f"{path.as_uri()}#L{line}" if path.is_absolute() else ""
        return f"[{file}:{line}]({target})" if target else f"{file}:{line}"

    def _filled(self, template: Localized, **places: str) -> str:
        return filled(template[self._lang], places)
