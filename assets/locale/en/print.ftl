### The print of two pages: headlines, table, foot.

## Headlines
points = { $n } percentage points
benchmark-province = the provincial value
benchmark-nation = the national value
headline-figure = { $place }: { $figure } ({ $details }).
headline-missing = { $place }: no figure ({ $status }). This is not zero.
headline-none = { $place }: { $status }.
headline-change-above = Up { $by } since { $date } (from { $before }).
headline-change-below = Down { $by } since { $date } (from { $before }).
headline-change-same = The same as on { $date } ({ $before }).
headline-change-untold = Cannot be told from the figure of { $date } ({ $before }), which lies within the 95% limits.
headline-change-unknown = The figure of { $date } was { $before }; without limits the two are not compared.
headline-falls = A cumulative figure should not fall: look into its source.
headline-others-may-report = Who reported on the two dates may differ.
headline-against-above = { $place } is above { $benchmark } ({ $figure }).
headline-against-below = { $place } is below { $benchmark } ({ $figure }).
headline-against-same = { $place } equals { $benchmark } ({ $figure }).
headline-against-untold = { $place } cannot be told from { $benchmark } ({ $figure }), which lies within the 95% limits.
headline-against-unknown = { $place } is not compared with { $benchmark } ({ $figure }).
headline-better = For this indicator that is better.
headline-worse = For this indicator that is worse.
headline-place = { $rank ->
    [1] The highest
   *[other] No. { $rank } from the highest
} of { $of } { $level } with a figure.
headline-place-shared = { $rank ->
    [1] The highest
   *[other] No. { $rank } from the highest
} of { $of } { $level } with a figure, together with { $others ->
    [one] { $others } other
   *[other] { $others } others
}.
headline-spread = { $of } { $level } with a figure: { $above } above the figure of { $place }, { $below } below it, { $same } equal to it.
headline-spread-told = { $of } { $level } with a figure and limits: { $above } above the figure of { $place }, { $below } below it, { $untold } not to be told from it.
headline-states = { $of } { $level }: { $parts }.
headline-states-reported = { $n } with a figure
headline-states-zero = { $n } zero
headline-states-suppressed = { $n } withheld (small number)
headline-states-missing = { $n } without a figure (not zero)
headline-silent = Without a figure: { $names }.
headline-pin = { $name }: { $figure }
headline-pinned = Compared with { $pins }.
headline-conflicts = { $n ->
    [one] { $n } number
   *[other] { $n } numbers
} of { $place } contradict another source or their parts; recorded, not repaired.
headline-not-proven = These are suspicions, not proven violations. A larger number may mean better oversight.

## Both pages
print-pdf = Print PDF
print-summary = Summary
print-map = Map of { $place } by { $level }
print-worse-is-ruled = the worse classes are ruled with lines
print-decisions = What is to be decided
print-others = Further figures of the meeting
print-table = Figures by region
print-remarks = Remarks
print-evidence = Evidence of all figures: { $evidence }.
print-rest = and {"{"}n{"}"} more regions, for which there is no room here
print-rest-one = and 1 more region, for which there is no room here
print-questions = Open questions
print-no-questions = No open question is recorded.
print-questions-rest = and {"{"}n{"}"} more questions, for which there is no room here
print-questions-rest-one = and 1 more question, for which there is no room here
print-asked = { $by }, { $date }
print-printed = printed on { $date } at { $time } { $zone }
print-page = Page { $n } of { $of }
print-fingerprint = Fingerprint of this view: { $digits }
print-qr = QR code to this view: { $address }
print-scan = Scan to open this view
