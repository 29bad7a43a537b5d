"""`kmopolicy lsp`: an editor that helps while one writes rules and dossiers."""

from importlib.util import find_spec

from kmopolicy.cli.options import LangOption, PolicyOption, folder, language
from kmopolicy.cli.refusal import refuse
from kmopolicy.text.catalogue import authoring


def lsp(policy: PolicyOption = None, lang: LangOption = None) -> int:
    """Serve an editor over standard input and output (Language Server Protocol). The editor starts it, not you.

    Examples:

    kmopolicy lsp

    kmopolicy lsp --lang en
    """
    if find_spec("pygls") is None:
        refuse(authoring.NO_EDITOR, "install", package="pygls", extra="lsp")
    from kmopolicy.lsp.features import serve

    serve(language(lang), folder(policy))
    return 0
