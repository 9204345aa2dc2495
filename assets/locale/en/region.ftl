### One region whole.

page-region = Region
region-figures = All figures
region-spine-words = Line: from the lowest to the highest among { $peers }; box: the middle half of them; tick: Indonesia; dot: this region. Where it stands does not say good or bad.
peers-provinces = all provinces
peers-inside = the regencies and cities of { $place }
column-spine = Among its peers
region-cases = Cases from report to sanction
region-cases-words = Cases under way: { $open }, of which { $waiting } wait for the head of government. Cases that have ended: { $ended }.
region-ends = How the cases that have ended did: { $list }.
region-days-words = Median days in this table are those of cases that have come to the step; the median days to a sanction above count those that still wait as well.
column-step = Step
column-days-since = Median days since the step before
region-csv = all figures of this region, its province and Indonesia at every date
pale-words = Pale: a denominator below { $n }, so that the percentage changes easily.
