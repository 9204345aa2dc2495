### The page around figures: header, navigation, controls, table, panel, notices.

brand = Netralitas
skip-to-content = Skip to content
navigation = Pages
page-map = Map
region = Region
nation = Indonesia
data = Data
data-terdokumentasi = documented
data-simulasi = simulated
language = Language
simulated-words = The figures on this page were made by a computer for demonstration; they are not facts about any real place.

## Controls
controls = Options
controls-start = Back to the opening view
control-indicator = Indicator
control-unit = Unit
control-level = Level
control-level-province = Provinces
control-level-regency = Regencies, cities
control-areas = Province boundaries
control-areas-now = As now
control-areas-then = As then
control-view = Shape
control-view-map = Map
control-view-tiles = Tiles
control-place = Find a region
place-placeholder = Name…
control-election = Election
control-date = Until
control-compare = Pin and compare (6 at most)
pin = Pin { $name }
unpin = Unpin { $name }
pins = Pinned
search = Search
search-clear = Clear search
search-nothing = Nothing found
choice-clear = Clear choice
choice-all = Choose all
choice-none = Choose none
choice-count = {"{"}num_selected{"}"} chosen
choice-placeholder = Choose…

## Picture and download
image = Picture
image-png = Save PNG
image-svg = Save SVG
download-csv = CSV
legend = Meaning of colours
sources = Sources
sources-none = Sources: no figure is shown.
sources-unnamed = Sources: the files that were loaded name none.
sources-more = and { $n ->
    [one] { $n } more source
   *[other] { $n } more sources
}
address-missing = address not available

## Ranking and table
ranking = By size
ranking-between = … { $n ->
    [one] one region
   *[other] { $n } regions
  } between them …
ranking-rest = { $n ->
    [one] { $n } more region stands in the table
   *[other] { $n } more regions stand in the table
}
ranking-rest-alone = { $n ->
    [one] and one more region
   *[other] and { $n } more regions
  }
table = Table
column-region = Region
column-numerator = Numerator
column-denominator = Denominator
column-date = Date of figure
column-status = Status
column-evidence = Evidence
column-coverage = Coverage
column-other = Second figure
column-source = Source
column-category = Category
no-figure = —

## Panel of a region
categories = By category
conflicts = Figures that do not agree
events = Events
events-none = No event recorded until this date.
events-more = { $n ->
    [one] { $n } earlier event
   *[other] { $n } earlier events
}
fact-parts = Numerator and denominator
fact-cases = Cases
fact-limits = 95% limits
fact-date = Date of figure
fact-status = Status
fact-evidence = Evidence
fact-coverage = Coverage
fact-origin = Where it comes from
fact-other = Second figure
fact-note = Note
origin-published-government = stated by the source for this government
origin-published-area = stated by the source for the whole area
origin-computed-government = computed from this government's records
origin-computed-area-sum = added up from the governments inside
origin-computed-area-sum-then-divide = numerators and denominators of the governments inside added up, then divided
origin-computed-area-recompute = computed from all cases inside, not from the medians of governments
origin-computed-area-none = computed from the records of this area

## Empty
empty-what = No figure for this choice.
empty-why = Until { $date } no source states { $indicator } counted in { $unit } for { $place }.
empty-remedy = Choose a later date, another unit, or another indicator.
empty-warehouse-what = This warehouse is still empty.
empty-warehouse-why = No file has been loaded into it.
empty-warehouse-remedy = Load a file with: netralitas load FILE
