### Data quality: who reported when, what was loaded and rejected, what contradicts itself, what was restated.

page-quality = Data quality
quality-title = Data quality: { $place }
quality-subtitle = Version { $version }.
quality-until = The indicator chosen has figures until { $date }.
quality-coverage = Who reported when: { $indicator }
quality-coverage-words = { $silent ->
    [one] { $silent } of { $all } regions has never reported until { $date }.
   *[other] { $silent } of { $all } regions have never reported until { $date }.
  }
matrix-new = a new figure in the month
matrix-zero = reported zero
matrix-old = no new figure, late
matrix-never = never reported so far
quality-conflicts-words = { $n ->
    [one] 1 contradiction
   *[other] { $n } contradictions
  }, shown and not repaired: { $kinds }.
quality-conflicts-none = No figures contradict one another.
quality-rest = and { $n } more
column-conflict = Contradiction
quality-restated = Figures that were restated
quality-restated-words = Figures of one date that a newer file states otherwise; both can still be read.
quality-restated-none = No figure has been restated by a newer file.
column-was = Before
column-now = Now
column-version = Version
quality-runs = Loads and their receipts
quality-runs-words = Every row is accounted for: read = accepted + rejected + unchanged + superseded by another row of the same file.
quality-runs-none = Nothing has been loaded, or you do not see all regions.
run-taken-back = taken back
column-run = Time
column-files = Files
column-read = Read
column-accepted = Accepted
column-rejected = Rejected
column-unchanged = Unchanged
column-superseded = Superseded
column-skipped = Skipped
column-replaced = Replaced
quality-rejects = Rejected rows by rule
quality-rejects-words = Rejected rows are had by: netralitas rejects --format xlsx, corrected, and loaded again.
quality-rejects-none = No row was rejected.
column-rule = Rule
column-rows = Rows
contradiction-parts-differ = parts against total
contradiction-agencies-differ = agencies against total
contradiction-categories-differ = categories against total
contradiction-sources-differ = two sources differ
contradiction-count-falls = cumulative count falls
contradiction-agency-falls = count of an agency falls
contradiction-outside-range = outside the range
contradiction-weekday-differs = weekday against date
contradiction-duplicate-differs = one key twice
contradiction-kinds-differ = PNS and PPPK against total
contradiction-category-differs = category against form
contradiction-category-unfit = category against stage
contradiction-sanction-level-differs = level against sanction
contradiction-steps-out-of-order = steps out of order
contradiction-sanction-unrecommended = sanction without recommendation
contradiction-case-moves = case moves
contradiction-signed-parts-differ = signed and unsigned against total
contradiction-percent-differs = percentage against numbers
contradiction-units-differ = units differ
contradiction-log-differs = log against published
contradiction-total-differs = totals row against sum
quality-csv = the state of each government at the end of each month
