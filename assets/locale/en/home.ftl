### The first page: the week of who heads a government. What waits, since when, and what has changed.

page-home = Home
home-subtitle = { $election }, as of { $at }
home-filters = Region: { $place }. Election: { $election }. Date: { $at }.
home-empty-why = No figures of any election have been loaded.

home-waiting = { $n ->
    [one] One case waits for the decision of the head of government, for { $days }.
   *[other] { $n } cases wait for the decision of the head of government, the longest for { $days }.
  }
home-waiting-area = { $n ->
    [one] One case waits for the decision of the head of its government, for { $days }.
   *[other] { $n } cases in { $governments } wait for the decision of their heads, the longest for { $days }.
  }
home-waiting-none = No case waits for the decision of the head of government ({ $cases } on record).
home-cases-unknown = No case is on record; that does not mean that there was no violation.
home-overdue = { $n ->
    [one] One case is past the deadline of its step.
   *[other] { $n } cases are past the deadline of their step.
  }
home-unsigned = { $n } of { $all } civil servants have not signed the pact, by recaps up to { $date }.
home-all-signed = All { $all } civil servants have signed the pact, by recaps up to { $date }.
home-agencies = { $n } of { $all } agencies have not finished signing.
home-agencies-own = { $n } of { $all } agencies of the provincial government have not finished signing.
home-signing-unknown = No recap of signing that states the number of civil servants is there yet.

home-figures = Main figures
home-no-figures = There is no figure about this region yet.
home-since = Since { $date }
home-unmoved = no new figure
column-value = Figure
column-trend = Over time

home-waiting-title = Cases that wait for the head of government
home-waiting-words = The wait is counted from the recommendation of a sanction. Bars show how long each step took since the case was received; the amber one is the step it is at.
home-cases-rest = { $n ->
    [one] and one more case
   *[other] and { $n } more cases
  }
home-overdue-title = Cases past the deadline of their step
home-overdue-words = The deadline is that of the step at which the case is now, in whosever hands it is.
column-late = Past
column-case = Case number
column-waits = Waits
column-clock = Time at each step
column-state = Step now
column-due = Deadline of the step
clock-step = { $state } { $date }: { $days }
n-days = { $n ->
    [one] 1 day
   *[other] { $n } days
  }
n-governments = { $n ->
    [one] 1 government
   *[other] { $n } governments
  }
due-none = no deadline
due-passed = passed { $date }

home-agencies-title = Agencies that have not finished
home-agencies-rest = { $n ->
    [one] and one more agency
   *[other] and { $n } more agencies
  }
column-unfinished-since = Unfinished since
since-for = { $date } ({ $n ->
    [1] 1 day
   *[other] { $n } days
})
column-agency = Agency
column-unsigned = Not signed
column-employed = Civil servants
column-signed-share = Signed

home-changes = What has changed after { $date }
home-changed-received = { $n ->
    [one] 1 report or finding received
   *[other] { $n } reports or findings received
  }
home-changed-recommended = { $n ->
    [one] 1 sanction recommended
   *[other] { $n } sanctions recommended
  }
home-changed-sanctioned = { $n ->
    [one] 1 sanction imposed
   *[other] { $n } sanctions imposed
  }
home-changed-blocked = { $n ->
    [one] 1 personnel record blocked
   *[other] { $n } personnel records blocked
  }
control-since = Compare with
since-days = { $n } days before

home-events = Newest events
home-events-all = All events of this region
age-later = newer than this day
home-ages = Age of the data
home-no-sources = No file about this region has been loaded yet.
column-age = Age
source-pact-recap = Recaps of the pact
source-pact-register = Register of signatories
source-report-log = Log of reports
source-case-outcome = Steps of cases
source-headcount = Headcounts
source-office-terms = Terms of office
source-statements = Statements of regions
source-meetings = Meetings of councils
source-event = Documented events
