"""A bar on standard error for what takes longer than a second; on a terminal only, and gone when it is done."""

import sys
import threading
from types import TracebackType
from typing import Any, Self

from kmopolicy.render.words.fixed import word
from kmopolicy.text.localized import Lang

PATIENCE = 1.0
"""Seconds that pass before anything shows."""


class Working:
    """Around a piece of work: `advance` tells that one of its `total` parts is done; without a total it just moves."""

    def __init__(self, what: str, lang: Lang, total: int | None = None) -> None:
        self._text = word(what, lang)
        self._total = total
        self._done = 0
        self._bar: Any = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            if self._bar:
                self._bar.stop()

    def advance(self) -> None:
        """One more part is done."""
        self._done += 1
        if self._bar:
            self._bar.update(0, completed=self._done)

    def reached(self, done: int, total: int) -> None:
        """So many of so many parts are done."""
        self._done, self._total = done, total
        if self._bar:
            self._bar.update(0, completed=done, total=total)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = [TextColumn("{task.description}", markup=False), BarColumn()]
        columns += [MofNCompleteColumn()] if self._total else []
        with self._lock:
            if self._timer.finished.is_set():
                return
            self._bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
            self._bar.add_task(self._text, total=self._total, completed=self._done)
            self._bar.start()
