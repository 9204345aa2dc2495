### The meeting: one figure a screen, and two pages to print.

page-meeting = Meeting
meeting-title = Meeting about { $place }
meeting-project = Projector view
meeting-keys = { $n } screens; in the projector view the right and left arrows turn them, Esc ends it.
meeting-screen = { $n } / { $of }
meeting-opening = { $place }: what is to be decided
meeting-ranking = { $title } by region
control-figures = Other indicators (at most 4)
