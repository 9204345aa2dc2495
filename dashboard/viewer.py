"""Who is looking, and which regions they may see: the only place that decides it."""

from dataclasses import dataclass

from geo.former import is_former


@dataclass(frozen=True, slots=True)
class Viewer:
    """A role and a scope.

    `scope` is None for all regions, else region codes: a province covers its regencies, `00` the nation's own figures
    and no region inside it. A former province reached over those of today, so that none of them covers it.
    """

    role: str
    scope: frozenset[str] | None

    def may_see(self, code: str) -> bool:
        """Whether figures and records of this region are shown."""
        return self.scope is None or code in self.scope or (code[:2] in self.provinces and not is_former(code))

    @property
    def provinces(self) -> frozenset[str]:
        """Provinces that are seen with all that lies in them. Empty without a scope: nothing limits."""
        return frozenset(code for code in self.scope or () if len(code) == 2 and code != "00")


def local_viewer() -> Viewer:
    """Whoever sits at this machine: until there is sign-in they see everything, and nobody else can connect."""
    return Viewer("local", None)
