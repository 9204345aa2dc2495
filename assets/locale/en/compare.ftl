### Compare: one region beside those like it, and whether the difference is more than chance.

page-compare = Compare
compare-title = Compare: { $place }
compare-subtitle = { $unit }; { $election }, up to { $date }
control-peers = Compare among
control-peers-map = Regions on the map
control-peers-province = All provinces
control-peers-regency = The same province
control-peers-kind = The same kind (kabupaten or kota)
control-peers-size = The five nearest by number of staff
control-peers-own = Own choice (those pinned)
control-second = Hold against the indicator

## The group
compare-group-regency = Compared: the { $n } regencies and cities of { $place }.
compare-group-province = Compared: { $n } provinces.
compare-group-kind = Compared: { $n } { $kind } of Indonesia.
compare-group-size = Compared: { $n } regions, { $name } and those whose number of staff is nearest to its own.
compare-group-own = Compared: { $n } regions of your own choice.
compare-silent = Without a figure: { $n } of them.
compare-all-have = All of them have a figure.
compare-size-unknown = How many civil servants this region employs is unknown, so those of its own province are shown.
compare-left-out = Left out because they are of another level: { $names }.
compare-none-pinned = Nothing is pinned: choose regions under "Pin and compare".
compare-own-silent = { $name } itself has no figure ({ $why }). This is not zero.
compare-own-none = { $name } is no government of its own, so it has no figure of its own.

## Above, below, cannot be told apart
compare-sample = Of { $of } regions with a figure and its limits, those surely above the national value ({ $figure }) are { $above }, those surely below it { $below }, and those that cannot be told from it { $untold }.
compare-complete = Of { $of } regions with a figure, { $above } are above the national value ({ $figure }), { $below } below it, { $same } the same. These are counts of those who reported and no sample, so chance sets no limits; of the others nothing is known.
compare-wider = Those limits know only the chance of events that do not depend on one another, and regions differ { $times } times more than that. By the widened limits of 95% (the funnel below), { $above } of the { $of } regions of this group lie above and { $below } below; the rest do not stand out among the usual differences between regions.
compare-among-sample = Of the { $others } others in this group, those surely higher than { $name } are { $above }, those surely lower { $below }, and those that cannot be told from it { $untold }.
compare-among-complete = Of the { $others } others in this group, { $above } are higher than { $name }, { $below } lower, { $same } the same.
compare-ranking = By size
compare-scale = Scale { $start } to { $end }
compare-picture-sample = Dot: the figure; line: its 95% limits, with an arrow where they go beyond the scale.
compare-picture-complete = Dot: the figure.
compare-picture-nation = Upright line: the national value.
compare-no-ranking = The order is by size and is no ranking: regions whose limits touch cannot be told apart, and chance is largest at the ends of the list.
compare-pale = Pale: denominator below { $n }.
compare-without = Without a figure, which is not zero ({ $n }): { $parts }.
compare-no-figures = No region of this group has a figure.
compare-to-own = To { $name } in this list
compare-csv = { $regions } of { $place }
column-base = Numerator and denominator
column-untold = Cannot be told from
n-regions = { $n ->
    [one] { $n } region
   *[other] { $n } regions
}

## The funnel
funnel-title = More than chance? { $title }
funnel-subtitle = { $unit }; up to { $date }; { $n } { $regions } of Indonesia
funnel-none = A funnel of what chance can do
funnel-base = Denominator: { $unit }
funnel-complete = There is no funnel of this indicator: it is a count of all who reported and no sample of events, so there is no chance to set limits to. Of those who have not reported nothing is known.
funnel-count = There is no funnel of this indicator: a number without a denominator grows with the size of the region.
funnel-median = There is no funnel of this indicator: a median has no denominator that limits its chance; its 95% limits stand above.
funnel-few = There is no funnel of this choice: fewer than { $n } regions have a numerator and a denominator, or no events differ.
funnel-overall = Line in the middle: { $figure }, the overall value of the regions drawn.
funnel-widened = Regions differ by more than chance alone (dispersion factor { $phi }); so the limits of 95% and 99.8% are widened { $times } times.
funnel-plain = Regions do not differ by more than chance alone (dispersion factor { $phi }), so the limits are not widened.
funnel-outside = Of { $n } regions, { $above } lie above and { $below } below the limits of 99.8%; another { $near_above } above and { $near_below } below those of 95%.
funnel-far-above = Above the limits of 99.8%: { $names }.
funnel-far-below = Below the limits of 99.8%: { $names }.
funnel-chance = If all were alike, chance alone would bring about { $five } regions outside the limits of 95%, and { $two } outside those of 99.8%.
funnel-meaning = To lie outside means to be asked why: the way of recording, the kind of cases, or the work done. By itself it is neither good nor bad.
funnel-reports = To lie outside means to be asked why, and not that conduct is worse: a high figure may mean better oversight and reporting, a low one that nobody writes anything down.
funnel-own-inside = { $name } lies inside the limits: its difference from the overall value is no more than chance and the usual differences between regions.
funnel-own-above = { $name } lies above the limits of 95%, but inside those of 99.8%: it may be chance.
funnel-own-below = { $name } lies below the limits of 95%, but inside those of 99.8%: it may be chance.
funnel-own-far-above = { $name } lies above the limits of 99.8%: more than chance and the usual differences between regions explain.
funnel-own-far-below = { $name } lies below the limits of 99.8%: more than chance and the usual differences between regions explain.
legend-peers-province = other provinces
legend-peers-regency = peers of the province
legend-peers-kind = peers of its kind
legend-peers-size = peers of its size
legend-peers-own = peers of your choice

## Two indicators
scatter-title = { $first } and { $second }
scatter-subtitle = { $n } { $regions } with both figures; along: up to { $first }, upwards: up to { $second }
scatter-none = Two indicators
scatter-no-second = No other indicator has figures of this election and level.
scatter-refused = { $indicator } has no figures of this election and level; the usual indicator is shown.
scatter-itself = { $indicator } is not held against itself; the usual indicator is shown.
scatter-with = The two tend to rise together: rank correlation (Spearman) { $rho }, 95% limits { $low } to { $high }, of { $n } regions.
scatter-against = Where one is higher the other tends to be lower: rank correlation (Spearman) { $rho }, 95% limits { $low } to { $high }, of { $n } regions.
scatter-untold = It cannot be said that the two go together: rank correlation (Spearman) { $rho }, 95% limits { $low } to { $high }, of { $n } regions.
scatter-few = Only { $n } regions have both figures; of fewer than { $least } nothing is said.
scatter-level = One of the two is the same in all regions, so nothing can be said.
scatter-counts = Numbers without a denominator grow with the size of the region, and go together for that reason alone.
scatter-cause = Two things that go together need not cause one another.
scatter-without = Not drawn: { $n } of { $of } regions, because one or both of their figures are missing.
scatter-all = All { $n } regions have both figures.
column-side = Against the limits
funnel-side-far-below = far below (99.8% limits)
funnel-side-below = below (95% limits)
funnel-side-inside = inside the limits
funnel-side-above = above (95% limits)
funnel-side-far-above = far above (99.8% limits)
