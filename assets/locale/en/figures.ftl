### Words in and around figures.

title-place = { $title }, { $place }
trend-title = Trend: { $title }
subtitle = { $unit }; { $until }; { $coverage }
moment-title = Comparison: { $title }
subtitle-moment = { $unit }; { $date }, the last date of the data; reckoned on that day alone from all cases, so there is no line over time
figure-limits = { $figure } (95% limits: { $limits })
subtitle-trend = { $unit }; { $until }
until = until { $date }
until-cumulative = cumulative until { $date }
until-latest = latest until { $date }
as-of = as of { $date }
n-of-m = { $n } of { $m }
n-of-m-cases = { $n } of { $m } cases have come that far
limits-both = { $low } to { $high }
limits-low = from { $low }
limits-high = up to { $high }
coverage-governments = { $n } of { $m } governments reported
coverage-recorded = records of { $n } of { $m } governments
coverage-regions = { $n } of { $m } { $level } have data
level-province = provinces
level-regency = regencies and cities
version = Version { $n }
squares = Squares beside the map: { $sides }.
squares-north = above from the left { $names }
squares-south = below from the left { $names }
squares-west = left from the top { $names }
squares-east = right from the top { $names }
mark-approximate = approximate boundaries
mark-boundaries = boundaries: { $source }
mark-tiles = tiles: every region of one size, near its place
mark-then = { $n } provinces, boundaries until { $date }
mark-now = drawn in the { $n } provinces of today (since { $date })
former-name = { $name } (until { $date })
mark-shapeless = { $n ->
    [one] one region has
   *[other] { $n } regions have
} no boundary on this map
# The mark itself is one and the same in every language, on screen, picture and paper.
mark-simulated = DATA SIMULASI
other-computed = { $figure } by adding up ({ $date })
other-published = { $figure } by the source ({ $date })
small-denominator = denominator below { $n }: the percentage changes easily
legend-missing = no figure
legend-small-denominator = paler: denominator below { $n }
legend-zero = { $zero } (zero)
legend-event = recorded events
event-opens = { $n ->
    [0] click: find it in the list below
    [1] click: open its source
   *[other] click: { $n } sources, in the list below
}
legend-count-events = { $n ->
    [one] { $n } event
   *[other] { $n } events
}
legend-count = { $n ->
    [one] { $n } region
   *[other] { $n } regions
}
map-counts = Regions with a figure: { $reported }; with zero: { $zero }; without data: { $missing }.
map-highest = Highest: { $figure } ({ $names }).
map-lowest = Lowest: { $figure } ({ $names }).
and-others = { $name } and { $n ->
    [one] { $n } other
   *[other] { $n } others
}
and-more = and { $n ->
    [one] { $n } more record
   *[other] { $n } more records
}
trend-once = { $name }: { $figure } on { $date }.
trend-from-to = { $name }: { $first } on { $since }, { $last } on { $until }.
trend-empty = There is no figure to draw yet.
trend-nothing = { $name }: no figure.
split-label = split
split-law = Split of { $name }, { $date } ({ $laws })
split-then = { $names }: before { $date } this is { $name } with its area of that time, afterwards today's area, and the line is broken.
split-now = { $names }: before { $date } too, reckoned in today's area.
trend-events = { $n ->
    [one] { $n } recorded event.
   *[other] { $n } recorded events.
}
chart-numbers = The numbers of this chart as a table
