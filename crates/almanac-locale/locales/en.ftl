### The words of the interface.
###
### Every language has the same messages with the same variables; a test sees to it.
### `[words]` in a message become a link, `words` between backticks become code.
### No message holds markup. Arrows point where reading goes on.

## Around every page

skip-to-text = Skip to the text
site = Site
paths = Paths
entries = Entries
threads = Threads
topics = Topics
progress = Progress
sources = Sources
not-written-yet = Not written yet
# $name: the licence of the content
text-licence = text: { $name }

## Reading settings

text-size-and-colours = Text size and colours
text-size = Text size
size-small = small
size-usual = usual
size-large = large
size-largest = largest
colours = Colours
colours-device = as the device
colours-light = light
colours-dark = dark
shortcut-keys = Keys without Ctrl: / searches, ← → turn the page

## For the editor

for-editor = For the editor
# $findings: how many errors and warnings there are
compiler-found = The compiler found { $findings }.
errors =
    { $number ->
        [one] { $number } error
       *[other] { $number } errors
    }
warnings =
    { $number ->
        [one] { $number } warning
       *[other] { $number } warnings
    }
errors-and-warnings = { $errors } and { $warnings }
shown-without-error = A file with an error is shown as it last was without.
more-findings = { $number } more: run `almanac check`.
severity-error = error
severity-warning = warning
help = help

## Improving a page

editor-text = Text of the page
editor-help = Tab leaves the text. F8 goes to the next finding, Ctrl-S saves, Ctrl-F searches in the text.
editor-not-loaded = The editor could not be loaded. The form works without it.
editor-front = Front matter
editor-front-text = Front matter as text
editor-front-form = Front matter as a form
editor-plain = Plain text box
editor-not-plain = Editor with marks
editor-preview = Preview
editor-preview-late = This page is long. Its preview is made when you ask for it.
editor-preview-now = Make the preview now
editor-find = Find in the text
editor-find-next = next
editor-find-previous = previous
editor-find-all = all
editor-find-case = match case
editor-find-word = whole words
editor-find-pattern = regular expression
editor-replace = Replace with
editor-replace-one = replace
editor-replace-all = replace all
editor-lines-same = { $count } lines that are the same
editor-line = line { $line }
editor-remark = remark
editor-nothing-found = Nothing found to mend.
editor-errors =
    { $count ->
        [one] { $count } error.
       *[other] { $count } errors.
    }
editor-others =
    { $count ->
        [one] { $count } warning or remark.
       *[other] { $count } warnings and remarks.
    }
editor-unchecked = The text could not be checked just now. It is checked when it is saved.
editor-fields-wait = The front matter can’t be read yet. Mend it as text, and it is a form again.
editor-field-as-text = This field is edited as text.
editor-field-title = title
editor-field-kind = kind
editor-field-level = level
editor-field-summary = summary
editor-field-aliases = other names, with commas
editor-field-topics = topics, with commas
editor-field-authors = authors, with commas
editor-field-published = published, as 2026-11-30
editor-field-stub = a stub, still to be written
editor-field-draft = a draft, shown to nobody
editor-field-unlisted = unlisted: only those who have its address find it
editor-pasted-plain = Pasted as plain text.
editor-pasted-images =
    { $count ->
        [one] Pasted as plain text, without { $count } image. Add an image from its file.
       *[other] Pasted as plain text, without { $count } images. Add images from their files.
    }
editor-paste-markup = Keep its links, lists and tables
editor-paste-table = Make it a table
editor-pasted-address = An address was pasted.
editor-paste-source = Cite it as a source
editor-image = Add an image
editor-image-about = About this image
editor-image-alt = What it shows, for those who cannot see it
editor-image-licence = Licence
editor-image-attribution = By whom
editor-image-origin = Address where it is from
editor-image-name = Name of its file
editor-image-with-text = It is sent when you save. Where and with what it was taken is removed from the file then.
editor-image-add = Put it into the text
editor-image-not = Leave it out
editor-image-taken = There is an image called { $name } already.
editor-image-both = Keep both: this one gets a number
editor-image-replace = Replace the other, on all pages that show it
editor-image-too-large = { $name } has { $size }. An image may have { $most }.
editor-no-image = { $name } is no image that a page can show. AVIF, GIF, JPEG, PNG, SVG and WebP are.
editor-drafts = Drafts
editor-draft = This browser has a draft of this page, of { $time }.
editor-draft-older = The page has been changed since it was begun.
editor-draft-elsewhere = Another tab has a draft of this page open, of { $time }. It is kept apart from this one.
editor-draft-difference = What differs from the saved text
editor-difference-more =
    { $count ->
        [one] And { $count } more place.
       *[other] And { $count } more places.
    }
editor-drafts-leave =
    { $count ->
        [one] This browser keeps { $count } draft of yours. Remove it as you sign out? Others who use this browser could find it.
       *[other] This browser keeps { $count } drafts of yours. Remove them as you sign out? Others who use this browser could find them.
    }
editor-draft-take = Go on with the draft
editor-draft-remove = Remove the draft
editor-draft-removed = The draft is removed.
editor-draft-back = Undo
editor-join = Somebody else has saved this page
editor-join-how = What only one of you changed is joined already. Here both of you changed something: choose at each place, or write it in the text.
editor-join-clean = Their changes and yours are at different places: both are in your text now. Look at it, and save it.
editor-join-left =
    { $count ->
        [one] { $count } place to choose.
       *[other] { $count } places to choose.
    }
editor-join-next = Next place
editor-join-theirs = Take theirs
editor-join-mine = Keep mine
editor-join-written = As I wrote it in the text
editor-join-by-them = Theirs
editor-join-by-me = Mine
editor-join-done = Go on with this text
editor-join-first = Not saved: first choose at each place.
editor-resolve = The proposal and the page have changed in the same places
editor-resolve-how = What only one side changed is joined already. Choose at each place what is to stand, or write it in the text.
editor-unchanged = Nothing changed yet.
editor-saving = Saving …
editor-saved = Saved
editor-at = at { $time }.
editor-saved-at = Saved at { $time }. Nothing changed since.
editor-not-saved = Not saved.
editor-not-saved-kept = Not saved. Kept as a draft in this browser.
editor-kept-here = Your text is kept in this browser.
editor-kept-nowhere = Your text is only on this page: leave it open, or copy it.
editor-unreachable = Not saved: the server can’t be reached.
editor-busy = The server is busy. Try again in a moment.
editor-refused = Not saved.
editor-refused-why = The server answered { $status }.
editor-stale = Not saved: somebody else has saved this page since you began.
editor-nul = Not saved: a NUL character stands in line { $line }. Take it out.
editor-to-page = To the page
editor-sign-in-why = You are not signed in any more. Sign in here: your text stays.
editor-key = Your key
editor-sign-in = Sign in and save
editor-sign-in-failed = That did not work. Try again.

## Lists

# Between the items of a list.
list-separator = ,{ " " }
# Between things that are not alike: a title and its date.
clause-separator = ,{ " " }
# Behind what is said of a source.
full-stop = .{ " " }
not-written-yet-note = not written yet
draft = Draft
learning-path = Learning path
learning-paths = Learning paths
all-paths = All paths
all-threads = All threads
all-entries = All entries
changed-lately = Changed lately
all-of-kind = all { $number }
nothing-written = Nothing is written yet. Begin with `almanac new entry`.
paths-lead = Each is a few readings in order, and says why every step comes where it does.
paths-description = Ordered readings, each step with the reason why it comes where it does.
no-path = There is no path yet. Begin one with `almanac new path`.
kinds = Kinds
entries-description = All entries, by kind.
no-entry = There is no entry yet. Begin one with `almanac new entry`.
thread = Thread
threads-lead = Storylines kept current: the state of play, then what happened, oldest first.
threads-description = Storylines kept current: the state of play, and what happened when.
no-thread = There is no thread yet. Begin one with `almanac new thread`.
events =
    { $number ->
        [one] { $number } event
       *[other] { $number } events
    }
# $date: when the latest event of a thread happened; its title follows
latest = Latest: { $date },
topic = Topic
topics-description = All subjects.
no-topic = There is no topic yet. They are declared in `topics.yaml`.
pages =
    { $number ->
        [one] { $number } page
       *[other] { $number } pages
    }
# The names of broader topics follow.
part-of = part of
narrower-topics = Narrower topics
empty-topic = Nothing belongs to this topic yet.
requested = Requested
requested-lead = What other pages link to and nobody has written, the most wanted first.
requested-description = Pages that others link to and nobody has written yet.
nothing-requested = Every link leads to a page.
# The titles of pages follow.
wanted-by = wanted by
wanted-by-none = wanted by no page
nothing-here = Nothing here
nothing-here-lead = There is no page at this address.
# $name: its number
no-proposal = There is no proposal { $name }.
no-report = A report has no page of its own.
# $name: the name in the address
no-contributor = Nobody of the name { $name } may write here.
# $name: the name of the commit in the address
no-change = The history has no change { $name }, or not any more.
nothing-here-begin = Nobody has written it yet.
# $name: what a page that is not there would be called
begin-page = Begin a page about “{ $name }”
# For those without scripts: nothing leads them on to where a source is listed.
nothing-here-source = If you are looking for a source, see [all sources].
# Titles of pages follow.
did-you-mean = Did you mean

## Levels and times

level-introductory = introductory
level-intermediate = intermediate
level-advanced = advanced
path-level-introductory = Introductory level
path-level-intermediate = Intermediate level
path-level-advanced = Advanced level
path-level-mixed = Mixed level
minutes = { $number } min
about-minutes = ~{ $number } min
minutes-left = { $number } min left
steps =
    { $number ->
        [one] { $number } step
       *[other] { $number } steps
    }

## Entries and threads

# $date: when the page was changed
last-changed = last changed { $date }
last-changed-unknown = when it was last changed is unknown
# $date: when the page or the path was published
published-on = published { $date }
# $names: the names of its authors
written-by = by { $names }
read-first = Read first
facts-at-a-glance = Facts at a glance
# $name: the title of an entry
facts-about = Facts about { $name }
sources-disagree = sources disagree
# Opens the values that were true before.
earlier = earlier
superseded = superseded
on-this-page = On this page
page-not-written = This page is not written yet.
other-languages = Other languages
# `[…]` leads to the original.
translation-lags = The original has changed since this was translated. [Read the original]
depth-lags = The original has changed since this was written from it. [Read the original]
# The name of a text that has no level, among others of the same subject that have one.
whole-text = Full text
# Stands before links to longer texts of the same subject, each with its level and minutes.
further-depths = Read the rest:
in-short = In short
state-of-play = State of play
# $date: how far a thread reaches
up-to-date = up to { $date }
around-this-page = Around this page
jump-to-year = Jump to a year
a-step-of = A step of
step-of = step { $number } of { $of }
related-pages = Related
related-paths = Related paths
what-links-here = What links here
mark-as-read = Mark as read
mark-as-unread = Mark as unread
# The names of the box that is ticked and of the one that is not.
task-done = done
task-to-do = to do
table = table
image = image
as-of-column = As of
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
question = Question
show-answer = show the answer
hide-answer = hide the answer
footnotes = Footnotes
# $name: the letter of a footnote
footnote = footnote { $name }
# The letters that footnotes are numbered by.
alphabet = abcdefghijklmnopqrstuvwxyz
back-to-text = back to the text
# $name: the authors of a work who are named
authors-and-others = { $name } et al.
# $name: the authors of a work, or its title; $year: when it was published
work-of-year = { $name } ({ $year })
authors-and = { $first } and { $second }
# $names: those who edited or translated a work
edited-by = edited by { $names }
translated-by = translated by { $names }
source-missing = source missing
formula-unread = a formula that can’t be shown
several-pages = several pages have this name
# Why the text of another page does not stand here, behind a link to it.
embed-circle = it stands around this already
embed-depth = too many stand in each other
embed-length = this page shows too much of others already
# What other programs draw or compute, above its source.
written-diagram = diagram, as it is written
written-query = query, as it is written
written-board = drawn by another program
written-component = program, as it is written

## Facts

as-of = as of { $date }
until = until { $date }
from-to = { $from } to { $to }
# $sources: titles of sources
fact-sources = . Source: { $sources }
# $date: the last day on which the value was fresh
stale-since = may be out of date: to be checked since { $date }
yes = yes
no = no
unknown = unknown
none = none
about = about { $value }
over = over { $value }
at-least = at least { $value }
up-to = up to { $value }
under = under { $value }
thousand = { $number } thousand
million = { $number } million
billion = { $number } billion
trillion = { $number } trillion
# $currency: a sign below, or the ISO code of a currency that has none
money = { $currency }{ $amount }
money-by-code = { $currency } { $amount }
currency-usd = $
currency-eur = €
currency-gbp = £
currency-jpy = JPY ¥
currency-cny = CNY ¥

## Dates

date-approximate = about { $date }
# A date of a day. $date: `3 May 1987`
day-approximate = about { $date }
date-uncertain = { $date } (uncertain)
range-of-years = { $from }–{ $to }
range-of-dates = { $from } – { $to }
season-spring = spring { $year }
season-summer = summer { $year }
season-autumn = autumn { $year }
season-winter = winter { $year }
# Said beside a date in the margin.
approximate = approximate
uncertain = uncertain
month-not-known = month not known
day-not-known = day not known

## Paths and their reader

path = Path
begin = Begin →
steps-heading = Steps
# $date: when the path was changed
path-changed = Last changed { $date }.
path-changed-unknown = When it was last changed is unknown.
# Names of topics follow.
topics-label = Topics:
if-path-changes = If the path changes later
if-path-changes-then = What you have read stays read. When a step has changed since, or a new one has come, [the path’s page] says so beside it.
step-of-capitalized = Step { $number } of { $of }
# $name: the title of a step
step-title = { $name } · step { $number } of { $of }
# Leads back to where the reader stopped.
where-you-were = ↓ where you were
its-own-page = its own page
step-not-written = This step is not written yet.
# $name: the language that it is shown in, in the language of the interface
step-not-translated = This step is not translated yet. It is shown in { $name }.
previous = Previous
next = Next
done-next = Done, next →
done-finish = Done, finish →
start-of-path = Start of the path
end-of-path = End of the path
# $name: the title of a path
end-of-named-path = The end of “{ $name }”
the-end = the end
all-steps = All steps
the-end-of-path = The end of the path
what-was-covered = What was covered
still-to-read = Still to read
questions-to-take-away = Questions to take away
where-next = Where next
your-progress = Your progress

## Sources

# $date: when a source was read by its citer
source-read = Read { $date }.
archived-copy = Archived copy
# $number: which of the places that cite a source; $of: the number of the source
back-to-place = back to the text, place { $number } of source { $of }
# $date: when somebody found that a page, a value or a source is still as it is said; $name: who it was
checked-by = checked { $date }, { $name }
source-checked = Checked
# leads to a passage of a source, where it stands
see-passage = see it there
# the same in the archived copy
see-archived-passage = in the archived copy
who-cites-this = who cites this
# $places: pages or chapters of a work
cited-places = Cited: { $places }
source-number = source { $number }
cited-by = cited by { $number }
# $name: the title of the only page that cites a work
cited-by-page = cited by { $name }
sources-description = Every work that is cited here.
sources-most-cited = The { $number } most cited of { $of } works that two pages or more cite. Every page lists all of its own at its foot.
sources-none = No work is cited by two pages yet. Every page lists its own at its foot.
sources-lead =
    { $number ->
        [one] { $number } work that two pages or more cite. Every page lists all of its own at its foot.
       *[other] { $number } works that two pages or more cite. Every page lists all of its own at its foot.
    }
sources-by-letter =
    { $number ->
        [one] The only work, by letter
       *[other] All { $number } works, by letter
    }
# $name: the letter that titles begin with
sources-under = Sources: { $name }
sources-under-lead =
    { $number ->
        [one] { $number } work, with the pages that cite it.
       *[other] { $number } works, with the pages that cite them.
    }
# The heading of works whose titles have neither letters nor digits.
other-signs = Other signs
# $name: a key
sources-of-key = Sources with the key “{ $name }”
sources-of-key-lead =
    { $number ->
        [one] Pages give this key to { $number } work.
       *[other] Pages give this key to { $number } works.
    }
sources-of-key-first = Pages give this key to { $of } works, of which these are { $number }.
list-parts = Parts of this list
list-part-of = { $number } of { $of }
source = Source
source-mark = source
source-address = Address
source-authors = Authors
source-editors = Edited by
source-translators = Translated by
source-publisher = Publisher
source-details = Edition and place
# Which edition of a work it is, and where it stands in a larger one. $name: as it is written
edition-of-work = edition { $name }
volume-of-work = volume { $name }
number-of-work = number { $name }
chapter-of-work = chapter { $name }
page-of-work = page { $name }
pages-of-work = pages { $name }
version-of-work = version { $name }
# The conference at which it was presented
event-of-work = presented at { $name }
volumes-in-all =
    { $number ->
        [one] { $number } volume
       *[other] { $number } volumes
    }
pages-in-all =
    { $number ->
        [one] { $number } page
       *[other] { $number } pages
    }
# How far its publication is
status-in-preparation = in preparation
status-submitted = submitted
status-forthcoming = forthcoming
status-in-press = in press
status-pre-published = pre-published
country-germany = Germany
country-european-union = European Union
country-france = France
country-united-kingdom = United Kingdom
country-united-states = United States of America
source-published = Published
source-accessed = Read
source-supports = Supports
cite-this-page = Cite this page
# Which state of a page is cited. $name: its day, and the name of its revision
version-of = version of { $name }
revision = revision { $name }
cite-as-text = As text
cite-it-as = Cite it as
who-cites-it = Who cites it
no-page-cites-it = No page cites it.
source-type-paper = Paper
source-type-model-card = Model card
source-type-licence = Licence
source-type-filing = Filing
source-type-law = Law
source-type-post = Post
source-type-docs = Docs
source-type-news = News
source-type-dataset = Dataset
source-type-code = Code
source-type-book = Book
source-type-web = Web

## Progress

progress-description = What you have read here, kept in this browser alone.
progress-lead = What you have read is kept in this browser and nowhere else. A step counts as read when you press Done, never because you scrolled.
progress-needs-javascript = Keeping progress needs JavaScript. Everything can be read without it.
nothing-read = Nothing yet. Press Done at the end of a step, and it is listed here.
changed-since = Changed since you read it
read = Read
keep-it = Keep it, move it
keep-it-lead = Your record is a small file. Save it as a backup, or open it in another browser: records add up, and nothing is counted twice.
save-to-file = Save to a file
add-from-file = Add from a file
forget = Forget
forget-lead = This removes the record from this browser. A file saved before will not bring it back.
forget-everything = Forget everything
forget-sure = Yes, forget everything
forget-not = Keep it
is-read = (read)
# $day: a day, written by the browser
read-on = read on { $day }
changed-since-read = changed since you read it on { $day }
all-read = all read
number-read = { $number } of { $of } read
steps-read =
    { $of ->
        [one] { $number } of { $of } step read
       *[other] { $number } of { $of } steps read
    }
continue = Continue →
read-again = Read again
path-read =
    { $number ->
        [one] You have read all { $number } step. See [the closing page].
       *[other] You have read all { $number } steps. See [the closing page].
    }
you-have-read-all =
    { $number ->
        [one] You have read all { $number } step.
       *[other] You have read all { $number } steps.
    }
you-have-read =
    { $of ->
        [one] You have read { $number } of { $of } step.
       *[other] You have read { $number } of { $of } steps.
    }
because-own-page = Read: you pressed Mark as read on { $day }, on its own page.
# $name: the title of a path
because-path = Read: you pressed Done on { $day }, in the path “{ $name }”.
because-other-path = Read: you pressed Done on { $day }, in another path.
page-changed-since = The page has changed since.
read-new-version = I have read the new version
not-kept = This browser keeps nothing for this site, so your progress can’t be kept.
page-gone = A page that is no longer here
no-saved-progress = That file is no saved progress. Nothing was changed.
# $number: records that were added; $known: records that were here
records-added =
    { $number ->
        [one] { $number } record added, { $known } here already.
       *[other] { $number } records added, { $known } here already.
    }
# $refused: records that were forgotten before, that are broken, or that are of a time to come
records-added-and-refused =
    { $number ->
        [one] { $number } record added, { $known } here already, { $refused } refused as forgotten, broken or dated in the future.
       *[other] { $number } records added, { $known } here already, { $refused } refused as forgotten, broken or dated in the future.
    }
# $number: records that would be forgotten; $day: a day
file-forgets = Where this file was saved, everything was forgotten on { $day }. Adding it forgets records here too: { $number }.
add-and-forget = Add it, and forget these
add-not = Change nothing
no-room-for-file = This browser has no room for that file. Nothing was changed.
everything-forgotten = Everything is forgotten.
copy = Copy
copied = Copied
moved = Moved
# $name: the address where the page is now
moved-to = This page has moved to [{ $name }].

## Figures

figure-sources = Sources:
figure-more-sources =
    { $number ->
        [one] and { $number } more in the table
       *[other] and { $number } more in the table
    }
figure-as-of = As of { $date }.
figure-dates = Values of { $from } to { $to }.
figure-data = Data:
# $name: what a figure measures; $unit: in what
measured-in = { $name }, in { $unit }
figure-table = The data as a table
# Both where there is more than anybody could look at.
# Beneath the values of a property of which there are too many to show.
more-facts =
    { $number ->
        [one] { $number } more fact
       *[other] { $number } more facts
    }
more-values = and { $number } more values
figure-cut = There is more than a figure draws: these are the first { $number } values.
figure-not-drawn = Not drawn: this page has more figures, or more values in them, than a page draws (at most { $number } figures).
figure-series = What
figure-value = Value
figure-when = When
may-be-out-of-date = may be out of date
not-stated-here = not stated here

## Figures that show where two costs are the same

# $number: how many of a hundred
per-cent = { $number }%
break-even-tokens = Tokens a day
break-even-input-price = Price of a million tokens sent
break-even-output-price = Price of a million tokens received
break-even-output-share = Share of tokens received
break-even-hour = One machine for an hour
break-even-machine-price = One machine, bought
break-even-lifetime = Years that it is used
break-even-power = Kilowatts that it draws
break-even-electricity = Price of a kilowatt-hour
break-even-speed = Tokens a second on one machine
# What is worked out of what stands above.
break-even-price = Price of a million tokens at the API, sent and received
break-even-day = One machine for a day
break-even-capacity = Tokens a day on one machine that is never idle
break-even-full-price = Cost of a million tokens on it
break-even-same = Tokens a day at which both cost the same
break-even-machines =
    { $number ->
        [one] { $number } machine
       *[other] { $number } machines
    }
# $api, $own: amounts of money a day
break-even-api-cheaper = At { $tokens } tokens a day the API costs { $api } a day and { $machines } of your own { $own }: the API is cheaper.
break-even-own-cheaper = At { $tokens } tokens a day the API costs { $api } a day and { $machines } of your own { $own }: your own is cheaper.
# $share: how busy a machine is then, in per cent
break-even-at = Both cost the same at { $tokens } tokens a day, when one machine does { $share }% of what it can.
# $full: what a million tokens cost on a machine that is never idle; $price: what they cost at the API
break-even-never = No number of tokens makes your own cheaper: a million cost { $full } even on a machine that is never idle, and { $price } at the API.
break-even-mark = same cost at { $tokens }
break-even-api-line = API
break-even-own-line = your own
break-even-cost-axis = cost a day
break-even-tokens-axis = tokens a day
break-even-move = Move the assumptions
break-even-reset = Back to the values of the sources
break-even-table = What this rests on
break-even-assumed = a guess, to be moved
break-even-worked-out = worked out

## Search

search = Search
# $name: what is looked for
search-for = Search: { $name }
search-description = Search the titles, summaries, headings and text of every page.
search-placeholder = a word, a name, “a phrase”
pages-found =
    { $number ->
        [one] { $number } page found
       *[other] { $number } pages found
    }
pages-to-search =
    { $number ->
        [one] { $number } page to search
       *[other] { $number } pages to search
    }
narrow-list = Only those with
nothing-found = Nothing bears all of these words. Try fewer, or another spelling.
# $query: what was typed
nothing-found-for = Nothing was found for { $query }.
nothing-with-filters = No page has all of this.
search-kind = Kind
search-level = Level
search-in = In
search-language = Language
search-narrow = Narrow further
search-more-values = { $number } more
search-take-off = take off
search-pages = Pages of results
search-beyond = The results end before this page. [To their last page]
search-loosen = You may find more
# $filter: what the results are narrowed by; $value: to what
search-without = without “{ $filter }: { $value }”
search-without-quotes = with the words of the phrase in any place
search-without-exclusions = without leaving words out
search-requested = What is requested and not written yet
facts = Facts
questions = Questions
# $name: another name of a page that was found
also-called = also called { $name }
# $names: other languages in which a page was found, as they call themselves
also-in = also: { $names }
# $typed: a word that no page has; $taken: the words that are shown in its place
note-near-words = No page has { $typed }: showing results for { $taken }.
# $words: words of the query, as they were typed
note-left-out = No page has all of these words. Some of those below lack { $words }.
note-may-be-missing = Not every page below has { $words }, which many pages have.
note-only-exclusions = This says only what to leave out. Add a word to look for.
# $last: the last word that was looked at
note-cut-off = This is longer than what is looked at: only the words up to { $last } count.
# $filter: what the results are narrowed by; $value: to what
note-unknown-value = { $filter }: there is no { $value } here.
search-needs-script = Search on this copy of the site works in your browser, and needs JavaScript.
search-not-built = This site was built without search.
search-loading = Loading …
search-failed = Search could not be loaded.
search-again = Try again
search-asleep = Search has not started: the scripts of this page, which do the searching, did not run. A browser does not run them in a page that is opened as a file. Put the folder on a web server, or show the almanac with `almanac serve`.
search-all-results =
    { $number ->
        [one] The result on a page of its own
       *[other] All { $number } results
    }
search-recent = Recent searches
search-recent-kept = kept in this browser only
search-recent-clear = Clear
close = Close

## Going on

continue-where = Continue where you were
continue-facts = step { $number } of { $of } · { $minutes } min left
changes = Changes
changes-lead = What was written or changed lately, the newest first, and what happened lately in the threads.
changed-undated = When these were changed is not known.
# $date: when the newest fact of a page was so; its label stands before, its value follows
newest-fact = , as of { $date }:
changes-older =
    { $number ->
        [one] and { $number } older
       *[other] and { $number } older
    }

## Feeds, as programs that follow them list them

# $name: the title of the almanac, of a topic or of a thread
feed-changes = { $name }: what changed lately
feed-events = { $name }: events

## Events

event = Event
major-event = Major
# said beside the date of what is yet to come
expected = expected
# what follows is the thread that tells of the event
told-in = told in
place-in-thread = Its place in the thread
event-before = Before
event-after = After
related-events = Related events
entries-named = Entries that it names
events-heading = Events
# above a year, a topic or an entry, whose name follows as the heading
events-kicker = What happened
events-of = Events: { $name }
events-description = What happened, the newest first.
events-of-all-threads = All events, the newest first.
events-of-topic = What happened, the newest first
all-events = all
major-events = major events only
no-event = Nothing has happened here.
expected-events = Expected
year-without-month = { $name }, month not known
neighbouring-years = Years
earlier-year = Earlier: { $name }
later-year = Later: { $name }
feed-link = Feed
# $year: a year, as it is written
folded-events =
    { $number ->
        [one] { $number } more of { $year }
       *[other] { $number } more of { $year }
    }
minutes-in-full = { $number } min with all events
# above the events of an entry
what-happened = What happened
all-of-events = All { $number }
not-in-thread = This thread has no such event, or none any more:

## History

history = History
history-of = History: { $name }
# $number: the revisions of a page
history-revisions =
    { $number ->
        [one] one revision
       *[other] { $number } revisions
    }
history-being-read = The history is being read. Try again in a moment.
history-outside-git = This almanac is in no git repository, so it has no history.
history-no-commit = Nothing was recorded yet, so there is no history.
history-unreadable = The history can’t be read.
history-not-here = This text is not in this copy of the repository.
history-none = No revision of this page was recorded yet.
history-gap = What is older is not in this copy of the repository.
history-day-unknown = on a day that is not known
# $date: when a revision was recorded that was written on another day
recorded-on = recorded on { $date }
history-message = The whole message
history-older = Older
history-newer = Newer
history-days = Days are those of UTC.
# $name: a program
history-program = by the program { $name }
history-what-changed = what changed
# $number: how many other files a change touched
history-others =
    { $number ->
        [one] and one other file
       *[other] and { $number } other files
    }
deed-began = written
deed-removed = removed
# $name: a file
deed-moved = moved from { $name }
# $name: what a fact is called; $before, $after: its values
change-fact = { $name } { $before } → { $after }
change-fact-dated = { $name } { $before } → { $after }, as of { $date }
change-fact-added = { $name } { $value } added
change-fact-removed = { $name } { $value } removed
change-fact-redated = { $name } { $value }, now as of { $date }
change-fact-undated = { $name } { $value }, now without a date
change-fact-sources = { $name } { $value }, other sources
change-more-facts =
    { $number ->
        [one] one more fact
       *[other] { $number } more facts
    }
change-title = title { $before } → { $after }
change-summary = summary
change-takeaways = takeaways
change-questions = questions
change-sections =
    { $number ->
        [one] one section
       *[other] { $number } sections
    }
change-sources =
    { $number ->
        [one] one source
       *[other] { $number } sources
    }
change-events-added =
    { $number ->
        [one] one event added
       *[other] { $number } events added
    }
change-events-removed =
    { $number ->
        [one] one event removed
       *[other] { $number } events removed
    }
change-events =
    { $number ->
        [one] one event
       *[other] { $number } events
    }
change-line-ends = line ends only
change-nothing-read = nothing that readers see
change-not-read = can’t be told: one of both can’t be read
# $before, $after: revisions
change-between = From { $before } to { $after }
change-facts = Facts
change-text = Text
# said before what was added or removed, to those who can't see it
change-added = added:
change-removed = removed:
change-end = end
change-same =
    { $number ->
        [one] one passage as before
       *[other] { $number } passages as before
    }
change-bounded = There was too much to compare word by word, so some passages are shown whole.
revision-gone = There is no such revision of this page in what is served. It may have been in a history that was rewritten.
history-as-of = the page then
# $name: a revision
history-up-to = Up to revision { $name }.
past-label = As it was
past-of-day = The page as it stood at the end of this day (UTC), in revision
past-of-period = The page as it stood at the end of this time (UTC), in revision
past-of-revision = The page as of revision
past-left-out = What links here, related pages and events are not shown: they are of today.
past-unread = What stands above its text can’t be read any more. As it was written:
past-present = The page as it is now
past-gone = There is no such page now.
past-since = what changed since
past-not-read = This file can’t be read as a page. Its text:
past-to-come = This day is not over, so nothing can be shown as of its end.
past-not-yet = There was no such page then.
past-removed = There was no such page then: it was removed on { $date }.
past-removed-some-day = There was no such page then: it had been removed.
gone-on = This page was removed on { $date }.
gone-some-day = This page was removed.
gone-last = The page as it last was
change-steps = steps
change-of-text = text
log-lead = Every change, the newest first: who made it, why, and what it changed.
log-what = What
log-where = In
log-who = By
log-all = everything
log-all-pages = all pages
log-facts = facts
log-events = events
log-sections = sections
log-sources = sources
log-new = new pages
log-removed = removed pages
log-moved = moved pages
log-line-ends = also where only line ends changed
log-show = Show
log-none = Nothing of this kind was recorded.
log-none-yet = Nothing of this kind is among the newest changes.
log-newest = Newest
log-feed = Feed of these changes
log-more =
    { $number ->
        [one] and one more
       *[other] and { $number } more
    }
log-more-still =
    { $number ->
        [one] One more is not listed.
       *[other] { $number } more are not listed.
    }
# $name: a revision, with its day
whole-as-of = All as it was in revision { $name }. Nothing can be changed here.

## Changing a page

edit = Edit
improve-this-page = Improve this page
# $name: the title of the page
edit-of = Edit: { $name }
edit-text = Text of the page
edit-summary = What did you change, and why?
edit-save = Save
edit-check = Preview and check
edit-saved = Saved
edit-at-desk = You are at the desk.
edit-signed-out = Anyone may read this page. To change it, [sign in] with a key, which whoever runs this almanac gives you. Those who may not write here propose the change, and an editor decides.
edit-signed-out-closed = Anyone may read this page. Only editors change this almanac: [sign in] with a key if you are one.
edit-or-report = Is something wrong on it? To [report a mistake], nobody needs an account.
# $name: who is signed in
edit-reads = You are signed in as { $name }, who may not change this page.
edit-read-only = This almanac can’t be changed here: it is inside the program. `almanac init --from-embedded DIR` makes a copy that can.
edit-sign-in-first = Nothing was saved, as you are not signed in. Your text is below: sign in in another tab, and send it again.
edit-not-permitted = Nothing was saved, as you may not write here. Your text is below.
edit-stale = Nothing was saved: the page has changed since you began, and the text that you began from is not kept, so what differs can’t be told. What stands now is shown first, and your text below it. Take over what you need. To save then puts your text in its place.
edit-joined = Nothing is saved yet: somebody else has saved this page since you began. Their changes and yours are at different places, and the text below has both. Look at it, and save it.
edit-disputed = Nothing is saved yet: somebody else has saved this page since you began, and you both changed the places below. What only one of you changed is joined already. Choose at each place what is to stand, or write it, and save.
edit-changed = What they changed
# $number: the number of a line
edit-changed-line = line { $number }
edit-own-whole = Your whole text, as you sent it
edit-gone = Nothing was saved: the page is gone. Your text is below.
edit-invalid = Nothing was saved, as the text has errors. It is below.
# $name: why not
edit-refused = Nothing was saved: { $name }.
edit-clean = The compiler finds nothing to mend.
edit-findings = What the compiler found
edit-current = As the page stands now
edit-preview = Preview
# $name: how long it would be
preview-too-long = The preview is not shown, as it would be { $name } long: something in the text is repeated very often. The text is checked all the same.
# $name: how large an image may be: 10 MB
edit-image-bound = It may have { $name }. Where and with what it was taken is removed from the file. It is shown at the end of the text, unless the text shows it already. If anything is refused, choose its file again.
edit-image-file = File
edit-image-name = Name of its file, if not the one that it has
edit-touches-nothing = It touches no other page.
# $pages: how many pages, $paths: how many paths
edit-touches = It also touches { $pages } and { $paths }.
# $what: pages or paths, and how many
edit-touches-only = It also touches { $what }.
edit-pages =
    { $number ->
        [one] { $number } page
       *[other] { $number } pages
    }
edit-paths =
    { $number ->
        [one] { $number } path
       *[other] { $number } paths
    }

## What was sent, and nothing was done with it

sent-back = Not sent
sent-back-signed-out = Nothing was done with this, as you are not signed in.
sent-back-not-permitted = Nothing was done with this, as you may not do it.
sent-back-other-site = Nothing was done with this, as it comes from a page of another site.
sent-back-not-there = Nothing was done with this, as what it is about is not here, or not any more.
sent-back-stale = Nothing was done with this, as something has changed since you looked.
sent-back-too-long = Nothing was done with this, as it is longer than what is taken here.
sent-back-too-many = Nothing was done with this, as too much came from you in a short time. Wait a minute.
sent-back-later = Nothing was done with this, as it can’t be done at this moment. Wait a minute.
sent-back-refused = Nothing was done with this.
sent-back-kept = What you wrote is below, and can be sent again.
sent-back-images = An image has to be chosen again.
sent-back-nothing-written = It can be sent again.
sent-back-in-the-browser = What you wrote is still in your browser: go back one page to it.
sent-back-words = What you wrote
sent-back-sign-in = Sign in, in another tab
sent-back-now = See in another tab how it stands now
sent-back-again = Send again

## Signing in

sign-in = Sign in
sign-in-note = A key signs you in. Whoever runs this almanac gives you one.
sign-in-why = To read needs no key, and neither does reporting a mistake.
sign-in-key = Key
sign-in-wrong = Nobody has this key here. See whether all of it was copied.
# $name: why
sign-in-blocked = Whoever has this key is blocked here: { $name }
# $name: who
signed-in-as = You are signed in as { $name }.
signed-in = You are signed in
# $name: a contributor
signed-in-writes = You are signed in as { $name }. What you save is recorded at once.
# $name: a contributor
signed-in-reads = You are signed in as { $name }. This key is for reading: it changes nothing.
signed-in-decides = You also decide about proposals and reports.
signed-in-decides-not = To decide about proposals and reports you need a key of the scope “review”.
signed-in-at-desk = You are at the desk, where nobody need sign in.
sign-out = Sign out
sign-out-everywhere = Sign out everywhere
sign-out-note = Everywhere means all browsers in which you are signed in.

## Proposals

edit-propose = Propose
# $name: who
edit-proposes = You are signed in as { $name }. What you send is a proposal: an editor decides.
# $number: how many wait
edit-waiting =
    { $number ->
        [one] { $number } proposal waits for this page.
       *[other] { $number } proposals wait for this page.
    }
# $name: the number of the proposal
edit-proposed = Proposed as { $name }
proposals = Proposals
# What leads from one page of those who take part to the others.
work = Taking part
work-session = Your session
proposals-closed = Proposals are shown to those who take part: [sign in] to see them.
proposals-told = What became of yours
proposals-waiting = Waiting for an editor, the oldest first
proposals-decided = Decided lately
proposals-none = No proposal waits. What those who may not write here send comes to this page.
# $name: the title of the page
proposal-of = Proposal: { $name }
proposal-open = open
proposal-waits-since-today = waiting since today
proposal-waits =
    { $number ->
        [one] waiting for { $number } day
       *[other] waiting for { $number } days
    }
proposal-accepted = accepted
proposal-declined = declined
proposal-withdrawn = withdrawn
proposal-stale = Nothing was done: the proposal or the almanac has changed since you looked. This is how it stands now.
proposal-invalid = Nothing was done: with this proposal the almanac would have errors, which are listed below.
proposal-not-permitted = Nothing was done, as you may not decide this.
# $name: why not
proposal-refused = Nothing was done: { $name }.
proposal-errors = It can’t be accepted as it is: the almanac would have the errors above. Decline it and say what to mend, or wait for a new proposal.
proposal-reason = Why:
# $name: who decided
proposal-reason-by = { $name } says why:
proposal-nothing = The almanac has all of this already.
proposal-unread = What it changes is not shown any more.
conflicts = Changed by both sides
proposal-conflicts = The almanac has changed in the same places since this was proposed. What only one side has changed is joined already. Choose at each place what is to stand, or write it. Who proposed stays the author.
proposal-conflicts-wait = The almanac has changed in the same places since this was proposed. An editor chooses what of both is to stand, or asks for a new proposal.
conflict-in-editor = Join the texts in the editor
conflict-place = Place { $number } of { $of }
conflict-take-standing = Keep what stands
conflict-take-proposed = Take what is proposed
conflict-take-own = Take these words
conflict-own = The words that are to stand here
conflict-accept = Accept with these choices
conflict-accept-text = Accept with this text
conflict-words = Say something about it
conflict-nothing = Nothing stands here.
conflict-no-file = There is no such file.
conflict-bytes =
    { $number ->
        [one] A file of { $number } byte.
       *[other] A file of { $number } bytes.
    }
# $name: the number of a proposal
edit-resolves = Proposal { $name } is joined with the page as it stands now. Nothing is recorded before you accept. [Back to the proposal]
edit-resolves-plain = This needs scripts. [On the page of the proposal] each place can be chosen without.
proposal-standing = As it stands now
proposal-proposed = As proposed
proposal-base = What both began from
proposal-comments = What was said
proposal-words = Say something about it (to decline, say why)
proposal-accept = Accept
proposal-decline = Decline
proposal-withdraw = Withdraw
proposal-comment = Comment

## Reports

report-mistake = Report a mistake
report-note = Nobody needs an account for this. Editors read it, and answer with a change or leave it. It is shown to nobody else, and is gone after 90 days.
report-passage = Which words (leave this out for the whole page)
report-words = What is wrong?
report-address = Your mail address, if we may ask back
report-send = Send
report-kept = Thank you. Editors read it from now on. If they change the page, its history says so.
# $name: the title of a page
report-back = Back to { $name }
report-empty = Nothing was sent: say what is wrong.
report-full = Nothing was kept: so much was reported today that editors can’t read more. Please come again tomorrow. Your words are below.
reports = Reports
reports-closed = Reports are shown to editors: [sign in] with a key that decides to see them.
reports-none = No report waits. What readers say is wrong comes to this page.
report-times =
    { $number ->
        [one] said once
       *[other] said { $number } times
    }
report-answer = Answer with a change
report-close = Close without a change

## Contributors

contributors = Contributors
contributors-none = Nobody has a key yet.
contributor-blocked = blocked
contributor-changes = their changes
contributor-why = Why? It stays in the log.
contributor-block = Block
contributor-let-in = Let in again
role-reader = reader
role-writer = writer
role-editor = editor
role-admin = admin

## Taking back

undo = Undo
undo-link = undo
undo-all = undo all of their changes
restore = Restore
restore-link = restore this text
restore-older = Restore the older text
# $name: what was said of the change
undo-of = Undo: { $name }
# $name: what was said of the change
restore-of = Restore the text of: { $name }
# $name: who made the changes
undo-all-of = Undo all changes of { $name }
undo-note = What this change did is taken back. What came later stays. This is what would become of the page:
restore-note = The page gets the whole text that it had then. What came later goes from the page, and stays in its history.
undo-all-note = All that they changed is taken back, as one change. Pages that they began are removed. What others have built on is listed, and stays.
undo-nothing = There is nothing left to take back.
restore-nothing = The page has this text already.
undo-kept = What stays as it is
undo-files = Other files
undo-others =
    { $number ->
        [one] The change also touched { $number } other file, which is taken back with it.
       *[other] The change also touched { $number } other files, which are taken back with it.
    }
undo-others-left =
    { $number ->
        [one] It also changed { $number } other file, which stays as it is.
       *[other] It also changed { $number } other files, which stay as they are.
    }
undo-page-only = Only for this page
undo-revisions =
    { $number ->
        [one] { $number } change
       *[other] { $number } changes
    }
undo-more = There are more changes than can be taken back at once. These are the newest: come again for the rest.
undo-summary = Why is it taken back?
undo-stale = Nothing was done: the almanac has changed since you looked. This is how it stands now.
undo-invalid = Nothing was done: the almanac would have errors, which are listed below.
undo-not-permitted = Nothing was done, as you may not do this.
undo-signed-out = Nothing was done, as you are not signed in.
kept-rewritten = The same place was changed since.
kept-built-on = Others have changed this page since it was begun.
kept-removed = The page was removed since.
kept-moved = The page has got another name since.
kept-name-taken = Another page has this name now.
kept-no-content = Only whoever runs the almanac changes this file.
kept-changed = As the change left it
kept-before = As it was before

## Protecting

protect = Protect
protection = protection
# $name: the title of the page
protect-of = Protect: { $name }
protect-note = A protected page is changed by editors. What writers send is a proposal, whatever the page is called, at every depth, in every language, and for its images.
protect-now = This page is protected.
protect-none = This page is not protected.
protect-until = Until (leave this out if it has no end)
protect-up-to = until
protect-active = in force
protect-over = over
protect-end = End the protection
protect-no-reason = Nothing was done: say why.
protect-bad-day = Nothing was done: name a day that is still to come.
protect-not-permitted = Nothing was done: only editors protect pages.
# $name: why
edit-protected = This page is protected ({ $name }). Editors change it; what writers send is a proposal.

## A new page

new-page = New page
new-title = What is it called?
new-kind = What is it?
new-begin = Begin
new-taken = There is a page of this name already:
new-no-name = No address can be made of this title: give it letters or digits.
new-no-kind = There is no such kind of page here.

## Searches that found nothing

missed-searches = Searches that found nothing
missed-note = Five readers or more looked for these words, which find nothing still.
missed-none = No words were looked for in vain by five readers or more.
missed-not-counted = They are not counted here: `count_misses` in `almanac.toml` has them counted.
missed-closed = These words are shown to editors: [sign in] with a key that decides to see them.
