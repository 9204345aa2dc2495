"""The sources, one module each, discovered: a module here with a `SOURCE` is one, and nothing else registers it."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from etl.contracts import Contract, Source


@cache
def sources() -> Mapping[str, Source]:
    """Every source by the name of its contract, in order of name. Raises ValueError if two share a name."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    found = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    by_name = {source.contract.name: source for source in sorted(found, key=lambda source: source.contract.name)}
    if len(by_name) != len(found):
        raise ValueError("two modules of etl.sources declare the same name")
    return MappingProxyType(by_name)


def contracts() -> Mapping[str, Contract]:
    """The contract of every source, by name."""
    return {name: source.contract for name, source in sources().items()}
