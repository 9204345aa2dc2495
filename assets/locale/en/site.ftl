### The map page: notices, buttons, what an indicator is.

without-scripts = Without JavaScript there are no map, chart and choices; figures and links can be read.

## Parameters of the address that cannot be taken
parameter-what = A part of this page's address could not be used.
parameter-unknown = Parameter "{ $name }" is "{ $value }", which is not known; the usual choice is shown.
parameter-repeated = Parameter "{ $name }" is given more than once; "{ $value }" is left out.
parameter-unheard = This address has a parameter that is not known and so chooses nothing.
parameter-too-long = The address is too long; the first page is shown.
parameter-rest = And { $n ->
    [one] { $n } more part of the address.
   *[other] { $n } more parts of the address.
}
parameter-remedy = See this view at its proper address

## Warehouse
warehouse-absent-what = There are no data "{ $name }" yet.
warehouse-absent-why = The warehouse has not been made, cannot be reached, or has tables of an older version (the next load renews them): { $place }
warehouse-absent-remedy = Make it with: netralitas demo, or load your own files: netralitas load FILE --warehouse { $name }

## Map
control-classes = Classes
control-classes-quantile = Equally many (quantiles)
control-classes-natural = Natural breaks
control-classes-fixed = Fixed thresholds
control-classes-diverging = Against the national value
classes-quantile = classes of equally many values, the same at all dates
classes-natural = classes at natural breaks (Fisher-Jenks), the same at all dates
classes-fixed = classes with fixed thresholds
classes-diverging = purple is better and orange worse than { $benchmark }, the benchmark at all dates
unreached-what = The page could not be fetched.
unreached-why = The Netralitas server does not answer; what you see is what was there before.
unreached-remedy = See whether it still runs, then reload the page.
periods-label = Move through the periods
periods-previous = Previous period
periods-play = Play from period to period (space)
periods-pause = Pause (space)
periods-next = Next period
recap-link = Example: the recap of violations in Sulawesi Tenggara as of { $date }
provincial-government = Government of { $name }
provincial-own-alone = The provincial government itself: { $own }.
provincial-own = The provincial government itself: { $own }. Regencies and cities: { $regencies }.
filters = Data: { $data }. Indicator: { $indicator }. Unit: { $unit }. Election: { $election }. Region: { $place }. Date: { $at }.
filters-then = Provinces with their boundaries of that time.

## About an indicator
about = ?
about-title = About this indicator
about-definition = Definition
about-formula = Formula
about-unit = Unit
about-source = Sources
about-polarity = Direction
about-target = Target
polarity-higher-better = the higher the better
polarity-lower-better = the lower the better
polarity-neutral = none: a larger number means neither better nor worse
about-legal = Legal basis
about-owner = Owner
about-reviewed = Last reviewed
about-all-sources = all sources
formula-count = number of { $numerator }
formula-rate = { $numerator } ÷ { $denominator } × { $multiplier }
formula-flow = { $formula }, cumulated from the first day of the election
term-pact-value = civil servants who signed
term-pact-base = civil servants employed
term-pact-agencies = agencies that reported
term-pact-complete-agencies = agencies in which everybody signed
term-all-governments = governments
term-report-count-value = what sources give as reported
term-violation-count-value = what sources give as violations
term-report-value = reports
term-headcount-value = civil servants employed
term-case-cases = cases ({ $states })
term-case-less = cases ({ $states }; less { $unless })
term-case-overdue = cases that wait longer than their deadline
term-case-median-days = median days (Kaplan-Meier) from { $states } to { $until }
word-or = or
state-recommended = recommended
state-waiting-ppk = waiting
state-followed-up = sanction imposed
state-not-proven = not proven
state-moot = moot
state-blocked = record blocked
state-unblocked = block lifted
term-record-value = sourced records
term-governments-numerator = governments that reported

## Faults
page-failed-what = This page could not be made.
page-failed-why = The fault is ours and has been recorded.
page-failed-remedy = Load the page again; if it fails still, tell who runs it, with the address of this page.
no-page-what = There is no such page.
no-page-why = Its address may be mistyped, or old.
no-page-remedy = Open the map
never-why = These data hold no figure yet of: { $indicator }. It is made from files of: { $sources }.
never-remedy = Choose another indicator, or load such a file with: netralitas load FILE
unreckoned-why = There are data, but no figure can be reckoned for: { $indicator }. The reason: { $reasons }.
remedy-no-deadline = Set the deadline of each state in a file that NETRALITAS_DEADLINES names (its form: docs/deadlines.md; what holds now: netralitas settings). The next load that brings new data reckons the figures anew.
remedy-no-holidays = Name a file of holidays with NETRALITAS_HOLIDAYS, complete for the years of the data (its form: docs/deadlines.md; what holds now: netralitas settings). The next load that brings new data reckons the figures anew.
download-refused = These parameters cannot be used, so there is no file: { $names }. Download it again from the page.
download-unheard = one that is not known
