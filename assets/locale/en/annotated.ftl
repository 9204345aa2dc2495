### What stands beside the figures: questions of the council, statements of the region, who headed it.

questions-title = Questions without an answer
questions-words = { $n ->
    [one] One question comes up again at the next meeting.
   *[other] { $n } questions come up again at the next meeting, the oldest first.
  }
questions-none = No question without an answer is on record.
column-question = Question
column-asked = Asked
column-promised = Answer promised
asked-of = of { $name }
promised-none = no promise
question-promised = (answer promised by { $date })
home-questions = { $n ->
    [one] One question of the council has no answer
   *[other] { $n } questions of the council have no answer
  }, { $late } of these past the date that was promised.
since-meeting = last meeting
statements-title = Statements of the region
statements-words = Right of reply: what the region itself says of its figures, dated and unchanged.
terms-title = Heads of government
terms-words = How the office of head of government was held; names are not kept.
column-term = Held by
column-from = From
column-until = Until
term-goes-on = still in office
term-held-elected = elected head
term-held-acting = acting head (Pj)
term-held-temporary = temporary head (Pjs)
term-held-executor = caretaker (Plt)
term-held-daily = day-to-day caretaker (Plh)
term-acting = acting head
term-acting-still = An acting head has led this region since { $first }.
term-acting-words = An acting head led this region from { $first } to { $last }.
