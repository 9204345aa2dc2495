### Cases: from report to sanction.

page-cases = Cases
cases-title = Cases in { $place }
cases-none = No case is on record.
cases-none-why = No file with steps of cases names { $place }; that does not mean that there was no violation.
cases-none-remedy = Choose another region or election, or load the file by: netralitas load FILE
cases-sentence = Of { $cases } on record { $open } are under way; { $deciding } of these wait for the decision of the head of government.
cases-late = { $n ->
    [one] 1 is past the deadline of its step.
   *[other] { $n } are past the deadline of their step.
  }
cases-no-deadline = No deadline is on record for the steps at which they are, so none is called late.
n-cases = { $n ->
    [one] 1 case
   *[other] { $n } cases
  }
unit-kasus-many = Cases
cases-stock = Where cases stand now
cases-stock-words = Cases that have not ended, by the last step that they reached. A step has a deadline only where its law is on record; without one there is an age, and nothing is late.
column-median-days = Median days
column-longest = Longest (days)
column-overdue = Past deadline
cases-ages = Age of what waits
cases-ages-words = How long cases have been at the step where they are.
cases-deciding = Waiting for the head of government
cases-others = With supervisors or BKN
days-span = { $low } to { $high } days
days-over = more than { $n } days
cases-months = In and out each month
cases-months-words = How many cases reached that step for the first time in the month; the last month may not be whole.
column-month = Month
cases-flow-received = Received
cases-flow-recommended = Recommended
cases-flow-followed-up = Sanction imposed
cases-regions = By region
cases-regions-words = Few reports do not mean clean hands: "few reports" stands where reports per 1,000 civil servants are surely below the national figure.
cases-recorded = On record
cases-open = Under way
cases-blocked = Records blocked
cases-no-record = none on record
cases-few = few reports
column-reports = Reports per 1,000 civil servants
cases-blocked-title = Blocked personnel records
cases-blocked-words = { $n ->
    [one] 1 case with a personnel record
   *[other] { $n } cases with personnel records
  } that { $n ->
    [one] is
   *[other] are
  } blocked now. A block is a control that can be undone and no sanction, so it does not count as followed up.
cases-csv = the cases of each region of this table
