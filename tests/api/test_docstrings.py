"""The examples in docstrings run, and say what they say."""

import doctest
import importlib
import pkgutil

import pytest

import kmopolicy

MODULES = [
    name for _, name, _ in pkgutil.walk_packages(kmopolicy.__path__, "kmopolicy.") if not name.endswith("__main__")
]
FINDER = doctest.DocTestFinder(exclude_empty=True)


def examples(name):
    return [each for each in FINDER.find(importlib.import_module(name)) if each.examples]


@pytest.mark.parametrize("name", [name for name in MODULES if examples(name)])
def test_the_examples_of_a_module_run(name):
    for each in examples(name):
        runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
        assert runner.run(each).failed == 0, each.name


def test_the_api_has_an_example():
    assert any(each.name == "kmopolicy.api" for each in examples("kmopolicy.api"))
