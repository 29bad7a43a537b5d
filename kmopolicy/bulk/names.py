"""The names of relations: those of the policy as they are, and readable ones for what is made beside them."""

from kmopolicy.engines.otherwise import is_by_option, plain
from kmopolicy.program.expand import case_of
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type


class Names:
    """Gives every relation a name of its own, whatever the policy calls its predicates; capitals tell no two apart."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()
        for name, declared in program.predicates.items():
            if declared.role == "input":
                self._given[name] = name
                self._taken.add(name.casefold())
        for name in program.predicates:
            self.of(name)

    def of(self, predicate: str) -> str:
        """The name of a predicate of the policy or of the core program."""
        if predicate not in self._given:
            self._given[predicate] = self.free(self._readable(predicate))
        return self._given[predicate]

    def free(self, wanted: str) -> str:
        """A name like the wanted one that nothing else has."""
        while wanted.casefold() in self._taken:
            wanted += "_"
        self._taken.add(wanted.casefold())
        return wanted

    def _readable(self, predicate: str) -> str:
        if is_by_option(predicate):
            return f"{self._readable(plain(predicate))}_otherwise"
        base, marked, rest = predicate.partition("#")
        if not marked:
            return predicate
        if base == "exists":
            return f"every_{show_type(rest)}"
        if case_of(self._program, predicate):
            return f"{base}_by_case_{rest[:-1]}" if rest.endswith("!") else f"{base}_case_{rest}"
        arguments = self._program.predicates[base].arguments
        kept = [argument.name for argument, place in zip(arguments, rest, strict=True) if place == "x"]
        return "_".join([base, "for", *kept]) if kept else f"{base}_at_all"
