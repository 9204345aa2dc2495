"""Rows of a register that come back corrected: each is counted by itself, beside the slice that it belongs to.

A register is replaced slice by slice, but of its rejected rows one may be corrected anew and the others not. So each of
them gets a slice of its own, whose key says to which one it adds, and which rejected row it corrects.
"""

from dataclasses import dataclass, replace

import pandas as pd

from etl.contracts import Column, Source
from etl.corrections import ADDED, Corrected, additions, copied, identities
from etl.people.relations import FrameRelation
from etl.people.slices import UNIT
from etl.people.staging import StagedPeople, stage_people
from etl.people.workshop import Workshop
from etl.rules import Text

_WHICH = "correction"


def relation_of(cells: pd.DataFrame) -> FrameRelation:
    """Rows that the layout found, numbered by their labels."""
    return FrameRelation(cells.assign(row=cells.index.astype("int64")))


@dataclass(frozen=True)
class CorrectedRows:
    """The rows of a workbook of corrections called `name`: their cells, and the `sheet` and `row` of each."""

    cells: pd.DataFrame
    where: pd.DataFrame
    corrected: Corrected
    name: str

    @property
    def _identities(self) -> "pd.Series[str]":
        return identities(self.where, self.corrected.origins, self.name)

    def stage(self, source: Source, workshop: Workshop) -> StagedPeople:
        """Check and pseudonymise the rows as those of any register, but for copies of others, which are rejected.

        Raises what `stage_people` does.
        """
        breaches = copied(self.where, self.corrected.copies)
        copies = self.cells.loc[breaches["row"]]
        rows = self.cells.drop(index=copies.index).assign(**{_WHICH: self._identities})
        found = stage_people(relation_of(rows), _each_apart(source), workshop)
        persons = [column.name for column in source.contract.of_kind("person")]
        free = [column.name for column in source.contract.of_kind("free_text")]
        told = copies.drop(columns=[*persons, *free], errors="ignore").assign(row=copies.index)
        return found._replace(
            read=found.read + len(copies),
            slices=_of_their_registers(found.slices),
            conflicts=found.conflicts.assign(election=_before(found.conflicts["election"])),
            rejects=pd.concat([found.rejects, breaches], ignore_index=True) if len(breaches) else found.rejects,
            rejected_cells=pd.concat([found.rejected_cells, told], ignore_index=True)
            .fillna("")
            .drop(columns=_WHICH, errors="ignore"),
        )

    def placed(self, records: pd.DataFrame) -> pd.DataFrame:
        """Records of the slices of `stage`, each at the row of the workbook that it comes from."""
        rows = self.where.set_axis(pd.Index(self._identities)).loc[additions(records["record_key"])["digest"]]
        return records.assign(sheet=rows["sheet"].to_numpy(), row=rows["row"].to_numpy())


def _each_apart(source: Source) -> Source:
    """A source that tells rows apart by the text in one more column, which stands behind their election."""
    which = Column(_WHICH, "text", Text(_WHICH, _WHICH), Text("", ""))

    def complete(rows: pd.DataFrame) -> pd.DataFrame:
        whole = source.complete(rows)
        return whole.assign(election=whole["election"] + ADDED + whole[_WHICH])

    contract = replace(source.contract, columns=(*source.contract.columns, which))
    return replace(source, contract=contract, complete=complete)


def _of_their_registers(slices: pd.DataFrame) -> pd.DataFrame:
    """Slices of single rows that know their register by `slice_key`, and list all if any of them does."""
    base = additions(slices["record_key"])["base"]
    slices = slices.assign(slice_key=base, election=_before(slices["election"]))
    return slices.assign(listed=slices.groupby(list(UNIT))["listed"].transform("any"))


def _before(elections: "pd.Series[str]") -> "pd.Series[str]":
    return elections.astype("str").str.partition(ADDED)[0] if len(elections) else elections
