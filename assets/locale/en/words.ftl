### Words used everywhere: units, status, evidence, scope, kinds of record, conflicts.

## Units, as they stand after numbers and in column headings
unit-orang-asn = civil servants
unit-kasus = cases
unit-laporan = reports
unit-pelanggaran = violations
unit-records = records
unit-percent = percent
unit-ppk = appointing officials
unit-surat = letters
unit-orang = persons
unit-rapat = meetings
unit-rekomendasi = recommendations
unit-hari = days
unit-perangkat-daerah = agencies
unit-per-1-000-asn = per 1,000 civil servants

## Units after the number one
unit-one-orang-asn = civil servant
unit-one-kasus = case
unit-one-laporan = report
unit-one-pelanggaran = violation
unit-one-records = record
unit-one-surat = letter
unit-one-orang = person
unit-one-rapat = meeting
unit-one-rekomendasi = recommendation
unit-one-hari = day
unit-one-perangkat-daerah = agency

## Status of a figure
status-reported = reported
status-zero = reported zero
status-missing = not reported
status-suppressed = withheld (small number)
status-record = has records
status-record-zero = zero by the records
status-no-record = no record
status-no-government = not a government of its own
reason-not-reported = had not reported when others of its province had
reason-not-stated = the source states no number
reason-no-denominator = what to divide by is not known
reason-denominator-too-far = what to divide by is too far from the figure's date
reason-denominator-zero = there is nothing to divide by
reason-outside-range = outside the possible range
reason-small-number = a small number, hidden
reason-no-deadline = no deadline is known, so nothing is called overdue
reason-no-holidays = its deadline is in working days, and there is no list of holidays
reason-holidays-end = its deadline is in working days, and the list of holidays does not have that year
reason-not-reached = not reached: fewer than half of the cases have come that far
reason-nothing-known = no record
short-not-reached = not reached
short-not-stated = no number
short-no-deadline = no deadline
short-deadline-unreckoned = deadline not reckoned
short-no-denominator = no denominator
short-outside-range = outside range

## Level of evidence
evidence-alleged = suspected
evidence-found = found by supervisors, not proven
evidence-proven = proven
evidence-unknown = suspected; the source does not state the evidence
word-suspected = suspected

## Scope of a pact
scope-all = all civil servants
scope-leaders = leaders
scope-one-unit = one unit
scope-symbolic = symbolic
scope-unknown = scope not stated

## Kinds of record
event-pact-signing = Integrity pact signed
event-declaration = Declaration of neutrality
event-socialisation = Information session
event-circular-letter = Circular letter
event-coordination-meeting = Coordination meeting
event-report-count = Count of suspected violations reported
event-violation-count = Count of violations recorded
event-case-count-all-types = Count of cases of all kinds
event-registered-count = Count of cases registered
event-forwarded-count = Forwarded to the competent body
event-recommendation-returned = Recommendation to the appointing official
event-overdue-followup = Warning: recommendation not followed up
event-sanction-outcome = Sanction imposed

## Differences between sources: shown, not repaired
conflict-parts-differ = { $date }: the source states { $stated }, while its parts ({ $listed } of { $governments } governments) add up to { $found }.
conflict-agencies-differ = { $date }: the government's recap states { $stated }, while its agencies add up to { $found }.
conflict-categories-differ = { $date }: the source states { $stated } in all, while its categories add up to { $found }.
conflict-sources-differ = { $date }: one source says { $stated }, another { $found }.
conflict-count-falls = { $date }: the cumulative count falls from { $found } to { $stated }.
conflict-agency-falls = { $date }: the cumulative count of one agency falls: { $stated }, before { $found }.
conflict-outside-range = { $date }: { $stated } lies outside what is possible and is not shown.
conflict-weekday-differs = { $date }: the weekday written ({ $stated }) does not fit its date ({ $found }).
conflict-duplicate-differs = { $date }: two rows with one key differ; { $stated } is used, { $found } is not.
conflict-kinds-differ = { $date }: { $stated } are stated, while PNS and PPPK add up to { $found }.
conflict-category-differs = { $date }: the category written is { $stated }, while the form of violation belongs to { $found }.
conflict-category-unfit = { $date }: { $stated } does not fit the day candidates were confirmed, { $found }: form and category change on that day.
conflict-sanction-level-differs = { $date }: the level written is { $stated }, while the sanction is of level { $found }.
conflict-steps-out-of-order = { $date }: { $stated } is earlier than { $found }, though that state comes after it.
conflict-sanction-unrecommended = { $date }: { $stated }: a sanction was imposed, but no recommendation is on record.
conflict-case-moves = { $date }: case { $stated } is recorded as { $found } at another step.
conflict-signed-parts-differ = { $date }: { $stated } are stated, while those who have signed and those who have not add up to { $found }.
conflict-percent-differs = { $date }: { $stated } per cent are stated, while the two numbers make { $found } per cent.
conflict-units-differ = { $date }: { $stated } and also { $found } are stated; two units, and two numbers.
conflict-log-differs = { $date }: the log of record holds { $stated }, while { $found } was published; the log is used.
conflict-total-differs = { $date }: a totals row states { $stated }, while the rows above it add up to { $found }.
conflict-other = { $date }: { $stated } stands beside { $found }.
