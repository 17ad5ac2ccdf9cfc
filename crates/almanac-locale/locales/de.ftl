### Die Wörter der Oberfläche.
###
### Jede Sprache hat dieselben Meldungen mit denselben Variablen; ein Test achtet darauf.
### `[Wörter]` in einer Meldung werden ein Link, Wörter zwischen Gravis-Zeichen werden Code.
### Keine Meldung enthält Markup. Pfeile zeigen dorthin, wo es weitergeht.

## Um jede Seite

skip-to-text = Zum Text springen
site = Website
paths = Pfade
entries = Einträge
threads = Chroniken
topics = Themen
progress = Fortschritt
sources = Quellen
not-written-yet = Noch nicht geschrieben
text-licence = Text: { $name }

## Einstellungen zum Lesen

text-size-and-colours = Schriftgröße und Farben
text-size = Schriftgröße
size-small = klein
size-usual = normal
size-large = groß
size-largest = sehr groß
colours = Farben
colours-device = wie das Gerät
colours-light = hell
colours-dark = dunkel
shortcut-keys = Tasten ohne Strg: / sucht, ← → blättern

## Für die Redaktion

for-editor = Für die Redaktion
compiler-found = Die Prüfung hat { $findings } gefunden.
errors =
    { $number ->
        [one] { $number } Fehler
       *[other] { $number } Fehler
    }
warnings =
    { $number ->
        [one] { $number } Warnung
       *[other] { $number } Warnungen
    }
errors-and-warnings = { $errors } und { $warnings }
shown-without-error = Eine Datei mit einem Fehler wird so gezeigt, wie sie zuletzt ohne Fehler war.
more-findings = { $number } weitere: `almanac check` ausführen.
severity-error = Fehler
severity-warning = Warnung
help = Hilfe

## Eine Seite verbessern

editor-text = Text der Seite
editor-help = Tab verlässt den Text. F8 springt zum nächsten Befund, Strg-S speichert, Strg-F sucht im Text.
editor-not-loaded = Der Editor konnte nicht geladen werden. Das Formular geht auch ohne ihn.
editor-front = Kopfdaten
editor-front-text = Kopfdaten als Text
editor-front-form = Kopfdaten als Formular
editor-plain = Einfaches Textfeld
editor-not-plain = Editor mit Hervorhebung
editor-preview = Vorschau
editor-preview-late = Diese Seite ist lang. Ihre Vorschau entsteht, wenn Sie danach fragen.
editor-preview-now = Vorschau jetzt erstellen
editor-find = Im Text suchen
editor-find-next = nächste
editor-find-previous = vorige
editor-find-all = alle
editor-find-case = Groß- und Kleinschreibung
editor-find-word = ganze Wörter
editor-find-pattern = regulärer Ausdruck
editor-replace = Ersetzen durch
editor-replace-one = ersetzen
editor-replace-all = alle ersetzen
editor-lines-same = { $count } gleiche Zeilen
editor-line = Zeile { $line }
editor-remark = Bemerkung
editor-nothing-found = Nichts zu beanstanden.
editor-errors =
    { $count ->
        [one] { $count } Fehler.
       *[other] { $count } Fehler.
    }
editor-others =
    { $count ->
        [one] { $count } Warnung oder Bemerkung.
       *[other] { $count } Warnungen und Bemerkungen.
    }
editor-unchecked = Der Text konnte gerade nicht geprüft werden. Beim Speichern wird er geprüft.
editor-fields-wait = Die Kopfdaten sind noch nicht lesbar. Als Text richtiggestellt, werden sie wieder ein Formular.
editor-field-as-text = Dieses Feld wird als Text bearbeitet.
editor-field-title = Titel
editor-field-kind = Art
editor-field-level = Niveau
editor-field-summary = Zusammenfassung
editor-field-aliases = andere Namen, mit Kommas
editor-field-topics = Themen, mit Kommas
editor-field-authors = Verfasser, mit Kommas
editor-field-published = veröffentlicht, wie 2026-11-30
editor-field-stub = noch zu schreiben
editor-field-draft = Entwurf, der niemandem gezeigt wird
editor-field-unlisted = nicht aufgeführt: nur wer die Adresse hat, findet sie
editor-pasted-plain = Als reiner Text eingefügt.
editor-pasted-images =
    { $count ->
        [one] Als reiner Text eingefügt, ohne { $count } Bild. Fügen Sie ein Bild aus seiner Datei hinzu.
       *[other] Als reiner Text eingefügt, ohne { $count } Bilder. Fügen Sie Bilder aus ihren Dateien hinzu.
    }
editor-paste-markup = Links, Listen und Tabellen behalten
editor-paste-table = Eine Tabelle daraus machen
editor-pasted-address = Eine Adresse wurde eingefügt.
editor-paste-source = Als Quelle zitieren
editor-image = Bild hinzufügen
editor-image-about = Zu diesem Bild
editor-image-alt = Was es zeigt, für alle, die es nicht sehen können
editor-image-licence = Lizenz
editor-image-attribution = Von wem
editor-image-origin = Adresse, von der es stammt
editor-image-name = Name der Datei
editor-image-with-text = Es wird gesendet, wenn Sie speichern. Wo und womit es aufgenommen wurde, wird dabei aus der Datei entfernt.
editor-image-add = In den Text setzen
editor-image-not = Weglassen
editor-image-taken = Es gibt schon ein Bild namens { $name }.
editor-image-both = Beide behalten: dieses bekommt eine Nummer
editor-image-replace = Das andere ersetzen, auf allen Seiten, die es zeigen
editor-image-too-large = { $name } hat { $size }. Ein Bild darf { $most } haben.
editor-no-image = { $name } ist kein Bild, das eine Seite zeigen kann. Das sind AVIF, GIF, JPEG, PNG, SVG und WebP.
editor-drafts = Entwürfe
editor-draft = Dieser Browser hat einen Entwurf dieser Seite, vom { $time }.
editor-draft-older = Seit er begonnen wurde, ist die Seite geändert worden.
editor-draft-elsewhere = Ein anderer Tab hat einen Entwurf dieser Seite offen, vom { $time }. Er bleibt von diesem getrennt.
editor-draft-difference = Was sich vom gespeicherten Text unterscheidet
editor-difference-more =
    { $count ->
        [one] Und { $count } weitere Stelle.
       *[other] Und { $count } weitere Stellen.
    }
editor-drafts-leave =
    { $count ->
        [one] Dieser Browser hat { $count } Entwurf von Ihnen. Beim Abmelden löschen? Andere, die diesen Browser benutzen, könnten ihn finden.
       *[other] Dieser Browser hat { $count } Entwürfe von Ihnen. Beim Abmelden löschen? Andere, die diesen Browser benutzen, könnten sie finden.
    }
editor-draft-take = Mit dem Entwurf weiterschreiben
editor-draft-remove = Entwurf löschen
editor-draft-removed = Der Entwurf ist gelöscht.
editor-draft-back = Rückgängig
editor-join = Jemand anderes hat diese Seite gespeichert
editor-join-how = Was nur einer von Ihnen geändert hat, ist schon zusammengeführt. Hier haben beide etwas geändert: Wählen Sie an jeder Stelle, oder schreiben Sie es im Text.
editor-join-clean = Die fremden Änderungen und Ihre stehen an verschiedenen Stellen: Beide sind jetzt in Ihrem Text. Sehen Sie ihn an, und speichern Sie ihn.
editor-join-left =
    { $count ->
        [one] { $count } Stelle ist zu wählen.
       *[other] { $count } Stellen sind zu wählen.
    }
editor-join-next = Nächste Stelle
editor-join-theirs = Den anderen nehmen
editor-join-mine = Meinen behalten
editor-join-written = Wie ich es im Text geschrieben habe
editor-join-by-them = Der andere
editor-join-by-me = Meiner
editor-join-done = Mit diesem Text weiterarbeiten
editor-join-first = Nicht gespeichert: wählen Sie erst an jeder Stelle.
editor-resolve = Vorschlag und Seite haben sich an denselben Stellen geändert
editor-resolve-how = Was nur eine Seite geändert hat, ist schon zusammengeführt. Wählen Sie an jeder Stelle, was stehen soll, oder schreiben Sie es im Text.
editor-unchanged = Noch nichts geändert.
editor-saving = Wird gespeichert …
editor-saved = Gespeichert
editor-at = um { $time }.
editor-saved-at = Um { $time } gespeichert. Seitdem nichts geändert.
editor-not-saved = Nicht gespeichert.
editor-not-saved-kept = Nicht gespeichert. Als Entwurf in diesem Browser behalten.
editor-kept-here = Ihr Text ist in diesem Browser behalten.
editor-kept-nowhere = Ihr Text ist nur auf dieser Seite: lassen Sie sie offen, oder kopieren Sie ihn.
editor-unreachable = Nicht gespeichert: der Server ist nicht zu erreichen.
editor-busy = Der Server ist beschäftigt. Versuchen Sie es gleich noch einmal.
editor-refused = Nicht gespeichert.
editor-refused-why = Der Server antwortete { $status }.
editor-stale = Nicht gespeichert: jemand anderes hat diese Seite gespeichert, seit Sie begonnen haben.
editor-nul = Nicht gespeichert: in Zeile { $line } steht ein NUL-Zeichen. Nehmen Sie es heraus.
editor-to-page = Zur Seite
editor-sign-in-why = Sie sind nicht mehr angemeldet. Melden Sie sich hier an: Ihr Text bleibt.
editor-key = Ihr Schlüssel
editor-sign-in = Anmelden und speichern
editor-sign-in-failed = Das ging nicht. Versuchen Sie es noch einmal.

## Listen

list-separator = ,{ " " }
clause-separator = ,{ " " }
full-stop = .{ " " }
not-written-yet-note = noch nicht geschrieben
draft = Entwurf
learning-path = Lernpfad
learning-paths = Lernpfade
all-paths = Alle Pfade
all-threads = Alle Chroniken
all-entries = Alle Einträge
changed-lately = Zuletzt geändert
all-of-kind = alle { $number }
nothing-written = Noch ist nichts geschrieben. Den Anfang macht `almanac new entry`.
paths-lead = Jeder Pfad führt in wenigen Schritten durch ein Thema und sagt bei jedem, warum er an dieser Stelle steht.
paths-description = Lektüre in einer durchdachten Reihenfolge, mit einer Begründung für jeden Schritt.
no-path = Noch gibt es keinen Pfad. Den ersten legt `almanac new path` an.
kinds = Arten
entries-description = Alle Einträge nach Art.
no-entry = Noch gibt es keinen Eintrag. Den ersten legt `almanac new entry` an.
thread = Chronik
threads-lead = Fortlaufend gepflegt: erst der Stand der Dinge, dann die Ereignisse, das älteste zuerst.
threads-description = Fortlaufend gepflegte Chroniken: der Stand der Dinge und was wann geschah.
no-thread = Noch gibt es keine Chronik. Die erste legt `almanac new thread` an.
events =
    { $number ->
        [one] { $number } Ereignis
       *[other] { $number } Ereignisse
    }
latest = Zuletzt: { $date },
topic = Thema
topics-description = Alle Themen.
no-topic = Noch gibt es kein Thema. Themen stehen in `topics.yaml`.
pages =
    { $number ->
        [one] { $number } Seite
       *[other] { $number } Seiten
    }
part-of = Teil von
narrower-topics = Engere Themen
empty-topic = Zu diesem Thema gibt es noch nichts.
requested = Gewünscht
requested-lead = Worauf andere Seiten verweisen und was noch niemand geschrieben hat, das Gefragteste zuerst.
requested-description = Seiten, auf die andere verweisen und die noch niemand geschrieben hat.
nothing-requested = Jeder Link führt zu einer Seite.
wanted-by = gewünscht von
wanted-by-none = von keiner Seite gewünscht
nothing-here = Hier ist nichts
nothing-here-lead = Unter dieser Adresse gibt es keine Seite.
# $name: its number
no-proposal = Einen Vorschlag { $name } gibt es nicht.
no-report = Eine Meldung hat keine eigene Seite.
# $name: the name in the address
no-contributor = Niemand mit dem Namen { $name } darf hier schreiben.
# $name: the name of the commit in the address
no-change = Die Geschichte hat keine Änderung { $name }, oder nicht mehr.
nothing-here-begin = Niemand hat sie bisher geschrieben.
# $name: what a page that is not there would be called
begin-page = Eine Seite über „{ $name }“ beginnen
nothing-here-source = Eine Quelle gesucht? Hier sind [alle Quellen].
did-you-mean = Gemeint war vielleicht

## Niveaus und Zeiten

level-introductory = für Einsteiger
level-intermediate = für Fortgeschrittene
level-advanced = für Fachleute
path-level-introductory = Für Einsteiger
path-level-intermediate = Für Fortgeschrittene
path-level-advanced = Für Fachleute
path-level-mixed = Verschiedene Niveaus
minutes = { $number } Min.
about-minutes = ca. { $number } Min.
minutes-left = noch { $number } Min.
steps =
    { $number ->
        [one] { $number } Schritt
       *[other] { $number } Schritte
    }

## Einträge und Chroniken

last-changed = zuletzt geändert: { $date }
last-changed-unknown = letzte Änderung unbekannt
published-on = veröffentlicht: { $date }
written-by = von { $names }
read-first = Zuerst lesen
facts-at-a-glance = Fakten auf einen Blick
facts-about = Fakten zu { $name }
sources-disagree = Quellen widersprechen sich
earlier = früher
superseded = überholt
on-this-page = Auf dieser Seite
page-not-written = Diese Seite ist noch nicht geschrieben.
other-languages = Andere Sprachen
translation-lags = Das Original wurde seit dieser Übersetzung geändert. [Zum Original]
depth-lags = Der Originaltext hat sich geändert, seit dieser danach geschrieben wurde. [Zum Original]
# The name of a text that has no level, among others of the same subject that have one.
whole-text = Ganzer Text
# Stands before links to longer texts of the same subject, each with its level and minutes.
further-depths = Ausführlicher:
in-short = In Kürze
state-of-play = Stand der Dinge
up-to-date = bis { $date }
around-this-page = Rund um diese Seite
jump-to-year = Zu einem Jahr springen
a-step-of = Ein Schritt von
step-of = Schritt { $number } von { $of }
related-pages = Verwandte Seiten
related-paths = Verwandte Pfade
what-links-here = Links auf diese Seite
mark-as-read = Als gelesen markieren
mark-as-unread = Als ungelesen markieren
task-done = erledigt
task-to-do = offen
table = Tabelle
formula-unread = Formel, die sich nicht darstellen lässt
image = Bild
as-of-column = Stand
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
question = Frage
show-answer = Antwort zeigen
hide-answer = Antwort verbergen
footnotes = Fußnoten
footnote = Fußnote { $name }
alphabet = abcdefghijklmnopqrstuvwxyz
back-to-text = zurück zum Text
authors-and-others = { $name } u. a.
work-of-year = { $name } ({ $year })
authors-and = { $first } und { $second }
edited-by = herausgegeben von { $names }
translated-by = übersetzt von { $names }
source-missing = Quelle fehlt
several-pages = mehrere Seiten heißen so
embed-circle = steht schon hierum
embed-depth = zu viele stehen ineinander
embed-length = diese Seite zeigt schon zu viel von anderen
written-diagram = Diagramm, wie geschrieben
written-query = Abfrage, wie geschrieben
written-board = von einem anderen Programm gezeichnet
written-component = Programm, wie geschrieben

## Fakten

as-of = Stand: { $date }
until = bis { $date }
from-to = { $from } bis { $to }
fact-sources = . Quelle: { $sources }
stale-since = vielleicht veraltet: Prüfung fällig seit { $date }
yes = ja
no = nein
unknown = unbekannt
none = nicht vorhanden
about = rund { $value }
over = über { $value }
at-least = mindestens { $value }
up-to = bis zu { $value }
under = unter { $value }

thousand = { $number } Tausend
million =
    { $number ->
        [one] { $number } Million
       *[other] { $number } Millionen
    }
billion =
    { $number ->
        [one] { $number } Milliarde
       *[other] { $number } Milliarden
    }
trillion =
    { $number ->
        [one] { $number } Billion
       *[other] { $number } Billionen
    }
money = { $amount }{"\u00A0"}{ $currency }
money-by-code = { $amount }{"\u00A0"}{ $currency }
currency-usd = $
currency-eur = €
currency-gbp = £
currency-jpy = ¥
currency-cny = CN¥

## Daten

date-approximate = um { $date }
day-approximate = um den { $date }
date-uncertain = { $date } (unsicher)
range-of-years = { $from }–{ $to }
range-of-dates = { $from } – { $to }
season-spring = Frühjahr { $year }
season-summer = Sommer { $year }
season-autumn = Herbst { $year }
season-winter = Winter { $year }
approximate = ungefähr
uncertain = unsicher
month-not-known = Monat unbekannt
day-not-known = Tag unbekannt

## Pfade und ihr Leser

path = Pfad
begin = Anfangen →
steps-heading = Schritte
path-changed = Zuletzt geändert: { $date }.
path-changed-unknown = Wann zuletzt geändert wurde, ist unbekannt.
topics-label = Themen:
if-path-changes = Wenn sich der Pfad später ändert
if-path-changes-then = Gelesenes bleibt gelesen. Hat sich ein Schritt seitdem geändert oder ist ein neuer hinzugekommen, steht das auf [der Seite des Pfads] daneben.
step-of-capitalized = Schritt { $number } von { $of }
step-title = { $name } · Schritt { $number } von { $of }
where-you-were = ↓ zuletzt gelesene Stelle
its-own-page = eigene Seite
step-not-written = Dieser Schritt ist noch nicht geschrieben.
step-not-translated = Dieser Schritt ist noch nicht übersetzt. Hier steht das Original ({ $name }).
previous = Zurück
next = Weiter
done-next = Gelesen, weiter →
done-finish = Gelesen, zum Schluss →
start-of-path = Anfang des Pfads
end-of-path = Ende des Pfads
end-of-named-path = Das Ende von „{ $name }“
the-end = Schluss
all-steps = Alle Schritte
the-end-of-path = Das Ende des Pfads
what-was-covered = Rückblick
still-to-read = Noch nicht gelesen
questions-to-take-away = Fragen zum Mitnehmen
where-next = Wie es weitergeht
your-progress = Lesefortschritt

## Quellen

source-read = Abgerufen: { $date }.
archived-copy = Archivierte Kopie
back-to-place = zurück zum Text, Stelle { $number } von Quelle { $of }
checked-by = geprüft { $date }, { $name }
source-checked = Geprüft
see-passage = dort ansehen
see-archived-passage = in der archivierten Kopie
who-cites-this = wer dies zitiert
cited-places = Zitiert: { $places }
source-number = Quelle { $number }
cited-by =
    { $number ->
        [one] auf { $number } Seite zitiert
       *[other] auf { $number } Seiten zitiert
    }
cited-by-page = zitiert in { $name }
sources-description = Alle Werke, die hier zitiert werden.
sources-most-cited = Die { $number } meistzitierten von { $of } Werken, die mindestens zwei Seiten zitieren. Jede Seite nennt alle ihre Quellen am Ende.
sources-none = Noch wird kein Werk von zwei Seiten zitiert. Jede Seite nennt ihre Quellen am Ende.
sources-lead =
    { $number ->
        [one] { $number } Werk, das mindestens zwei Seiten zitieren. Jede Seite nennt alle ihre Quellen am Ende.
       *[other] { $number } Werke, die mindestens zwei Seiten zitieren. Jede Seite nennt alle ihre Quellen am Ende.
    }
sources-by-letter =
    { $number ->
        [one] Das einzige Werk, nach Buchstaben
       *[other] Alle { $number } Werke, nach Buchstaben
    }
sources-under = Quellen: { $name }
sources-under-lead =
    { $number ->
        [one] { $number } Werk, mit den Seiten, die es zitieren.
       *[other] { $number } Werke, mit den Seiten, die sie zitieren.
    }
other-signs = Andere Zeichen
sources-of-key = Quellen mit dem Schlüssel „{ $name }“
sources-of-key-lead =
    { $number ->
        [one] Diesen Schlüssel hat auf den Seiten { $number } Werk.
       *[other] Diesen Schlüssel haben auf den Seiten { $number } Werke.
    }
sources-of-key-first = Diesen Schlüssel haben auf den Seiten { $of } Werke; hier sind { $number } davon.
list-parts = Teile dieser Liste
list-part-of = { $number } von { $of }
source = Quelle
source-mark = Quelle
source-address = Adresse
source-authors = Von
source-editors = Herausgegeben von
source-translators = Übersetzt von
source-publisher = Verlag
source-details = Ausgabe und Stelle
edition-of-work = { $name }. Auflage
volume-of-work = Band { $name }
number-of-work = Nr. { $name }
chapter-of-work = Kapitel { $name }
page-of-work = Seite { $name }
pages-of-work = Seiten { $name }
version-of-work = Version { $name }
event-of-work = Tagung: { $name }
volumes-in-all =
    { $number ->
        [one] { $number } Band
       *[other] { $number } Bände
    }
pages-in-all =
    { $number ->
        [one] { $number } Seite
       *[other] { $number } Seiten
    }
status-in-preparation = in Vorbereitung
status-submitted = eingereicht
status-forthcoming = im Erscheinen
status-in-press = im Druck
status-pre-published = vorab veröffentlicht
country-germany = Deutschland
country-european-union = Europäische Union
country-france = Frankreich
country-united-kingdom = Vereinigtes Königreich
country-united-states = Vereinigte Staaten von Amerika
source-published = Erschienen
source-accessed = Abgerufen
source-supports = Belegt
cite-this-page = Diese Seite zitieren
version-of = Version vom { $name }
revision = Revision { $name }
cite-as-text = Als Text
cite-it-as = Zitieren als
who-cites-it = Wo es zitiert wird
no-page-cites-it = Keine Seite zitiert es.
source-type-paper = Fachartikel
source-type-model-card = Modellkarte
source-type-licence = Lizenz
source-type-filing = Amtliche Unterlage
source-type-law = Gesetz
source-type-post = Blogbeitrag
source-type-docs = Dokumentation
source-type-news = Nachrichten
source-type-dataset = Datensatz
source-type-code = Code
source-type-book = Buch
source-type-web = Web

## Fortschritt

progress-description = Was hier gelesen wurde, gespeichert nur in diesem Browser.
progress-lead = Was gelesen wurde, wird nur in diesem Browser gespeichert. Ein Schritt gilt erst mit einem Klick auf „Gelesen“ als gelesen, nie durch Scrollen.
progress-needs-javascript = Den Fortschritt zu speichern erfordert JavaScript. Lesen lässt sich alles auch ohne.
nothing-read = Noch nichts. Ein Klick auf „Gelesen“ am Ende eines Schritts nimmt ihn hier auf.
changed-since = Seit dem Lesen geändert
read = Gelesen
keep-it = Behalten und mitnehmen
keep-it-lead = Der Lesestand ist eine kleine Datei. Sie dient als Sicherung oder lässt sich in einem anderen Browser öffnen: Lesestände ergänzen sich, nichts wird doppelt gezählt.
save-to-file = In Datei speichern
add-from-file = Aus Datei hinzufügen
forget = Vergessen
forget-lead = Das entfernt den Lesestand aus diesem Browser. Auch eine früher gespeicherte Datei bringt ihn nicht zurück.
forget-everything = Alles vergessen
forget-sure = Ja, alles vergessen
forget-not = Behalten
is-read = (gelesen)
read-on = gelesen am { $day }
changed-since-read = geändert, seit es am { $day } gelesen wurde
all-read = alles gelesen
number-read = { $number } von { $of } gelesen
steps-read =
    { $of ->
        [one] { $number } von { $of } Schritt gelesen
       *[other] { $number } von { $of } Schritten gelesen
    }
continue = Weiterlesen →
read-again = Noch einmal lesen
path-read =
    { $number ->
        [one] Der { $number } Schritt ist gelesen. Hier ist [die letzte Seite].
       *[other] Alle { $number } Schritte sind gelesen. Hier ist [die letzte Seite].
    }
you-have-read-all =
    { $number ->
        [one] Der { $number } Schritt ist gelesen.
       *[other] Alle { $number } Schritte sind gelesen.
    }
you-have-read =
    { $of ->
        [one] { $number } von { $of } Schritt ist gelesen.
       *[other] { $number } von { $of } Schritten gelesen.
    }
because-own-page = Gelesen: am { $day } auf der eigenen Seite als gelesen markiert.
because-path = Gelesen: am { $day } im Pfad „{ $name }“ abgeschlossen.
because-other-path = Gelesen: am { $day } in einem anderen Pfad abgeschlossen.
page-changed-since = Die Seite wurde seitdem geändert.
read-new-version = Neue Fassung gelesen
not-kept = Dieser Browser speichert nichts für diese Website; der Fortschritt geht deshalb verloren.
page-gone = Eine Seite, die es nicht mehr gibt
no-saved-progress = Diese Datei ist kein gespeicherter Lesestand. Es wurde nichts geändert.
records-added =
    { $number ->
        [one] { $number } Eintrag hinzugefügt, { $known } bereits vorhanden.
       *[other] { $number } Einträge hinzugefügt, { $known } bereits vorhanden.
    }
records-added-and-refused =
    { $number ->
        [one] { $number } Eintrag hinzugefügt, { $known } bereits vorhanden, { $refused } als vergessen, beschädigt oder in der Zukunft liegend abgelehnt.
       *[other] { $number } Einträge hinzugefügt, { $known } bereits vorhanden, { $refused } als vergessen, beschädigt oder in der Zukunft liegend abgelehnt.
    }
file-forgets = Wo diese Datei gespeichert wurde, ist am { $day } alles vergessen worden. Wird sie hinzugefügt, werden auch hier Einträge vergessen: { $number }.
add-and-forget = Hinzufügen und vergessen
add-not = Nichts ändern
no-room-for-file = Für diese Datei hat dieser Browser keinen Platz. Es wurde nichts geändert.
everything-forgotten = Alles ist vergessen.
copy = Kopieren
copied = Kopiert
moved = Verschoben
moved-to = Diese Seite steht jetzt unter [{ $name }].

## Abbildungen

figure-sources = Quellen:
figure-more-sources =
    { $number ->
        [one] und { $number } weitere in der Tabelle
       *[other] und { $number } weitere in der Tabelle
    }
figure-as-of = Stand: { $date }.
figure-dates = Werte von { $from } bis { $to }.
figure-data = Daten:
measured-in = { $name } in { $unit }
figure-table = Die Daten als Tabelle
more-facts =
    { $number ->
        [one] { $number } weitere Angabe
       *[other] { $number } weitere Angaben
    }
more-values = und { $number } weitere Werte
figure-cut = Es gibt mehr, als eine Abbildung zeigt: Dies sind die ersten { $number } Werte.
figure-not-drawn = Nicht gezeichnet: Diese Seite hat mehr Abbildungen oder mehr Werte darin, als eine Seite zeichnet (höchstens { $number } Abbildungen).
figure-series = Was
figure-value = Wert
figure-when = Wann
may-be-out-of-date = vielleicht veraltet
not-stated-here = hier nicht angegeben

## Abbildungen, die zeigen, wann zwei Kosten gleich sind

per-cent = { $number } %
break-even-tokens = Tokens pro Tag
break-even-input-price = Preis für eine Million gesendete Tokens
break-even-output-price = Preis für eine Million empfangene Tokens
break-even-output-share = Anteil empfangener Tokens
break-even-hour = Eine Maschine für eine Stunde
break-even-machine-price = Eine Maschine, gekauft
break-even-lifetime = Jahre in Gebrauch
break-even-power = Leistungsaufnahme in Kilowatt
break-even-electricity = Preis einer Kilowattstunde
break-even-speed = Tokens pro Sekunde auf einer Maschine
break-even-price = Preis für eine Million Tokens über die API, gesendet und empfangen
break-even-day = Eine Maschine für einen Tag
break-even-capacity = Tokens pro Tag auf einer Maschine, die nie ruht
break-even-full-price = Kosten für eine Million Tokens darauf
break-even-same = Tokens pro Tag, bei denen beides gleich viel kostet
break-even-machines =
    { $number ->
        [one] { $number } Maschine
       *[other] { $number } Maschinen
    }
break-even-api-cheaper = Bei { $tokens } Tokens pro Tag kostet die API { $api } pro Tag, eigener Betrieb ({ $machines }) { $own }: Die API ist günstiger.
break-even-own-cheaper = Bei { $tokens } Tokens pro Tag kostet die API { $api } pro Tag, eigener Betrieb ({ $machines }) { $own }: Der eigene Betrieb ist günstiger.
break-even-at = Beides kostet gleich viel bei { $tokens } Tokens pro Tag, wenn eine Maschine zu { $share } % ausgelastet ist.
break-even-never = Bei keiner Menge ist der eigene Betrieb günstiger: Eine Million Tokens kostet { $full } selbst auf einer Maschine, die nie ruht, und { $price } über die API.
break-even-mark = gleiche Kosten bei { $tokens }
break-even-api-line = API
break-even-own-line = eigener Betrieb
break-even-cost-axis = Kosten pro Tag
break-even-tokens-axis = Tokens pro Tag
break-even-move = Annahmen ändern
break-even-reset = Zurück zu den Werten der Quellen
break-even-table = Worauf das beruht
break-even-assumed = eine Annahme, die sich ändern lässt
break-even-worked-out = berechnet

## Suche

search = Suche
# $name: what is looked for
search-for = Suche: { $name }
search-description = Titel, Zusammenfassungen, Überschriften und Text aller Seiten durchsuchen.
search-placeholder = Wort, Name oder „genaue Wortfolge“
pages-found =
    { $number ->
        [one] { $number } Seite gefunden
       *[other] { $number } Seiten gefunden
    }
pages-to-search =
    { $number ->
        [one] { $number } Seite wird durchsucht
       *[other] { $number } Seiten werden durchsucht
    }
narrow-list = Nur solche mit
nothing-found = Keine Seite enthält alle diese Wörter. Weniger Wörter oder eine andere Schreibweise helfen vielleicht.
nothing-found-for = Nichts gefunden für { $query }.
nothing-with-filters = Auf keine Seite trifft das alles zu.
search-kind = Art
search-level = Niveau
search-in = In
search-language = Sprache
search-narrow = Weiter eingrenzen
search-more-values = { $number } weitere
search-take-off = aufheben
search-pages = Seiten mit Ergebnissen
search-beyond = So viele Ergebnisse gibt es nicht. [Zur letzten Seite]
search-loosen = Mehr findet sich vielleicht
search-without = ohne „{ $filter }: { $value }“
search-without-quotes = mit den Wörtern der Wortfolge an beliebiger Stelle
search-without-exclusions = ohne Wörter auszuschließen
search-requested = Gewünscht und noch nicht geschrieben
facts = Fakten
questions = Fragen
also-called = auch { $name } genannt
also-in = auch: { $names }
note-near-words = Keine Seite enthält { $typed }: gezeigt wird, was zu { $taken } gefunden wurde.
note-left-out = Keine Seite enthält alle diese Wörter. Manchen der folgenden fehlt { $words }.
note-may-be-missing = Nicht jede der folgenden Seiten enthält { $words }; viele Seiten tun das.
note-only-exclusions = Das sagt nur, was fehlen soll. Es braucht noch ein Wort, nach dem gesucht wird.
note-cut-off = Das ist länger, als gesucht wird: nur die Wörter bis { $last } zählen.
note-unknown-value = { $filter }: { $value } gibt es hier nicht.
search-needs-script = In dieser Kopie der Website sucht der Browser selbst; dazu braucht er JavaScript.
search-not-built = Diese Website wurde ohne Suche gebaut.
search-loading = Wird geladen …
search-failed = Die Suche konnte nicht geladen werden.
search-again = Noch einmal versuchen
search-asleep = Die Suche läuft noch nicht: Die Skripte dieser Seite, die suchen, wurden nicht ausgeführt. Ein Browser führt sie nicht aus, wenn die Seite als Datei geöffnet wird. Auf einem Webserver oder mit `almanac serve` geht es.
search-all-results =
    { $number ->
        [one] Das Ergebnis auf einer eigenen Seite
       *[other] Alle { $number } Ergebnisse
    }
search-recent = Zuletzt gesucht
search-recent-kept = nur in diesem Browser gespeichert
search-recent-clear = Löschen
close = Schließen

## Weiter

continue-where = Weiterlesen
continue-facts = Schritt { $number } von { $of } · noch { $minutes } Min.
changes = Änderungen
changes-lead = Was zuletzt geschrieben oder geändert wurde, das Neueste zuerst, und was sich zuletzt in den Chroniken ereignet hat.
changed-undated = Wann diese Seiten geändert wurden, ist nicht bekannt.
newest-fact = , Stand { $date }:
changes-older =
    { $number ->
        [one] und { $number } ältere
       *[other] und { $number } ältere
    }
## Feeds, wie Programme sie auflisten

feed-changes = { $name }: Neueste Änderungen
feed-events = { $name }: Ereignisse

## Ereignisse

event = Ereignis
major-event = Wichtig
expected = erwartet
told-in = erzählt in
place-in-thread = Sein Platz in der Chronik
event-before = Davor
event-after = Danach
related-events = Verwandte Ereignisse
entries-named = Einträge, die es nennt
events-heading = Ereignisse
events-kicker = Was geschah
events-of = Ereignisse: { $name }
events-description = Was geschah, das Neueste zuerst.
events-of-all-threads = Alle Ereignisse, das Neueste zuerst.
events-of-topic = Was geschah, das Neueste zuerst
all-events = alle
major-events = nur wichtige
no-event = Hier ist nichts geschehen.
expected-events = Erwartet
year-without-month = { $name }, Monat nicht bekannt
neighbouring-years = Jahre
earlier-year = Früher: { $name }
later-year = Später: { $name }
feed-link = Feed
folded-events =
    { $number ->
        [one] { $number } weiteres aus { $year }
       *[other] { $number } weitere aus { $year }
    }
minutes-in-full = { $number } Min. mit allen Ereignissen
what-happened = Was geschah
all-of-events = Alle { $number }
not-in-thread = In dieser Chronik gibt es kein solches Ereignis oder keines mehr:

## History

history = Verlauf
history-of = Verlauf: { $name }
history-revisions =
    { $number ->
        [one] eine Fassung
       *[other] { $number } Fassungen
    }
history-being-read = Der Verlauf wird gerade gelesen. Bitte gleich noch einmal versuchen.
history-outside-git = Dieser Almanach liegt in keinem Git-Repository und hat deshalb keinen Verlauf.
history-no-commit = Noch ist nichts festgehalten, deshalb gibt es keinen Verlauf.
history-unreadable = Der Verlauf lässt sich nicht lesen.
history-not-here = Dieser Text liegt in dieser Kopie des Repositorys nicht vor.
history-none = Von dieser Seite ist noch keine Fassung festgehalten.
history-gap = Was älter ist, liegt in dieser Kopie des Repositorys nicht vor.
history-day-unknown = an einem unbekannten Tag
# $date: when a revision was recorded that was written on another day
recorded-on = aufgezeichnet am { $date }
history-message = Die ganze Nachricht
history-older = Älter
history-newer = Neuer
history-days = Tage sind die von UTC.
history-program = durch das Programm { $name }
history-what-changed = was sich änderte
history-others =
    { $number ->
        [one] und eine weitere Datei
       *[other] und { $number } weitere Dateien
    }
deed-began = geschrieben
deed-removed = entfernt
deed-moved = verschoben von { $name }
change-fact = { $name } { $before } → { $after }
change-fact-dated = { $name } { $before } → { $after }, Stand { $date }
change-fact-added = { $name } { $value } hinzugefügt
change-fact-removed = { $name } { $value } entfernt
change-fact-redated = { $name } { $value }, jetzt Stand { $date }
change-fact-undated = { $name } { $value }, jetzt ohne Datum
change-fact-sources = { $name } { $value }, andere Quellen
change-more-facts =
    { $number ->
        [one] eine weitere Angabe
       *[other] { $number } weitere Angaben
    }
change-title = Titel { $before } → { $after }
change-summary = Zusammenfassung
change-takeaways = Kernsätze
change-questions = Fragen
change-sections =
    { $number ->
        [one] ein Abschnitt
       *[other] { $number } Abschnitte
    }
change-sources =
    { $number ->
        [one] eine Quelle
       *[other] { $number } Quellen
    }
change-events-added =
    { $number ->
        [one] ein Ereignis hinzugefügt
       *[other] { $number } Ereignisse hinzugefügt
    }
change-events-removed =
    { $number ->
        [one] ein Ereignis entfernt
       *[other] { $number } Ereignisse entfernt
    }
change-events =
    { $number ->
        [one] ein Ereignis
       *[other] { $number } Ereignisse
    }
change-line-ends = nur Zeilenenden
change-nothing-read = nichts, was Lesende sehen
change-not-read = nicht zu sagen: eine der beiden ist nicht lesbar
change-between = Von { $before } bis { $after }
change-facts = Angaben
change-text = Text
change-added = hinzugefügt:
change-removed = entfernt:
change-end = Ende
change-same =
    { $number ->
        [one] ein Absatz wie zuvor
       *[other] { $number } Absätze wie zuvor
    }
change-bounded = Es war zu viel, um Wort für Wort verglichen zu werden; einige Absätze stehen deshalb ganz da.
revision-gone = Von dieser Seite gibt es keine solche Fassung in dem, was hier gezeigt wird. Vielleicht stand sie in einem Verlauf, der umgeschrieben wurde.
history-as-of = die Seite damals
# $name: a revision
history-up-to = Bis zur Fassung { $name }.
past-label = Wie es war
past-of-day = Die Seite am Ende dieses Tages (UTC), in der Fassung
past-of-period = Die Seite am Ende dieser Zeit (UTC), in der Fassung
past-of-revision = Die Seite in der Fassung
past-left-out = Was hierher führt, verwandte Seiten und Ereignisse fehlen: Sie sind von heute.
past-unread = Was über dem Text steht, lässt sich nicht mehr lesen. So ist es geschrieben:
past-present = Die Seite, wie sie jetzt ist
past-gone = Diese Seite gibt es nicht mehr.
past-since = was sich seither geändert hat
past-not-read = Diese Datei lässt sich nicht als Seite lesen. Ihr Text:
past-to-come = Dieser Tag ist noch nicht vorbei, darum ist von seinem Ende nichts zu zeigen.
past-not-yet = Damals gab es diese Seite nicht.
past-removed = Damals gab es diese Seite nicht: Sie wurde entfernt, { $date }.
past-removed-some-day = Damals gab es diese Seite nicht: Sie war entfernt.
gone-on = Diese Seite wurde entfernt: { $date }.
gone-some-day = Diese Seite wurde entfernt.
gone-last = Die Seite, wie sie zuletzt war
change-steps = Schritte
change-of-text = Text
log-lead = Jede Änderung, die neueste zuerst: wer sie gemacht hat, warum, und was sie geändert hat.
log-what = Was
log-where = In
log-who = Von
log-all = alles
log-all-pages = allen Seiten
log-facts = Fakten
log-events = Ereignisse
log-sections = Abschnitte
log-sources = Quellen
log-new = neue Seiten
log-removed = entfernte Seiten
log-moved = verschobene Seiten
log-line-ends = auch wo sich nur Zeilenenden geändert haben
log-show = Zeigen
log-none = Nichts dergleichen wurde aufgezeichnet.
log-none-yet = Nichts dergleichen ist unter den neuesten Änderungen.
log-newest = Neueste
log-feed = Feed dieser Änderungen
log-more =
    { $number ->
        [one] und eine weitere
       *[other] und { $number } weitere
    }
log-more-still =
    { $number ->
        [one] Eine weitere ist nicht aufgeführt.
       *[other] { $number } weitere sind nicht aufgeführt.
    }
# $name: a revision, with its day
whole-as-of = Alles, wie es in der Fassung { $name } war. Hier lässt sich nichts ändern.

## Eine Seite ändern

edit = Bearbeiten
improve-this-page = Diese Seite verbessern
# $name: der Titel der Seite
edit-of = Bearbeiten: { $name }
edit-text = Text der Seite
edit-summary = Was haben Sie geändert, und warum?
edit-save = Speichern
edit-check = Vorschau und Prüfung
edit-saved = Gespeichert
edit-at-desk = Sie sind am Arbeitsplatz.
edit-signed-out = Lesen darf diese Seite jeder. Um sie zu ändern, [melden Sie sich] mit einem Schlüssel an, den Ihnen gibt, wer diesen Almanach betreibt. Wer hier nicht schreiben darf, schickt einen Vorschlag, und eine Redaktion entscheidet.
edit-signed-out-closed = Lesen darf diese Seite jeder. Nur die Redaktion ändert diesen Almanach: [Melden Sie sich] mit einem Schlüssel an, wenn Sie dazugehören.
edit-or-report = Stimmt etwas nicht? Um [einen Fehler zu melden], braucht niemand ein Konto.
# $name: wer angemeldet ist
edit-reads = Sie sind als { $name } angemeldet und dürfen diese Seite nicht ändern.
edit-read-only = Dieser Almanach kann hier nicht geändert werden: Er steckt im Programm. `almanac init --from-embedded DIR` macht eine Kopie, bei der das geht.
edit-sign-in-first = Nichts wurde gespeichert, da Sie nicht angemeldet sind. Ihr Text steht unten: Melden Sie sich in einem anderen Tab an, und senden Sie ihn noch einmal.
edit-not-permitted = Nichts wurde gespeichert, da Sie hier nicht schreiben dürfen. Ihr Text steht unten.
edit-stale = Nichts wurde gespeichert: Die Seite ist geändert, seit Sie begonnen haben, und der Text, von dem Sie ausgingen, ist nicht aufgehoben, so dass sich nicht sagen lässt, was anders ist. Zuerst steht, was jetzt gilt, darunter Ihr Text. Übernehmen Sie, was Sie brauchen. Speichern setzt dann Ihren Text an seine Stelle.
edit-joined = Noch ist nichts gespeichert: Jemand anders hat diese Seite gespeichert, seit Sie begonnen haben. Die Änderungen liegen an verschiedenen Stellen, und der Text unten hat beide. Sehen Sie ihn an und speichern Sie ihn.
edit-disputed = Noch ist nichts gespeichert: Jemand anders hat diese Seite gespeichert, seit Sie begonnen haben, und die Stellen unten haben Sie beide geändert. Was nur einer geändert hat, ist schon verbunden. Wählen Sie an jeder Stelle, was stehen soll, oder schreiben Sie es, und speichern Sie.
edit-changed = Was dort geändert wurde
# $number: the number of a line
edit-changed-line = Zeile { $number }
edit-own-whole = Ihr ganzer Text, wie Sie ihn geschickt haben
edit-gone = Nichts wurde gespeichert: Die Seite gibt es nicht mehr. Ihr Text steht unten.
edit-invalid = Nichts wurde gespeichert, da der Text Fehler hat. Er steht unten.
# $name: warum nicht
edit-refused = Nichts wurde gespeichert: { $name }.
edit-clean = Der Compiler findet nichts zu beheben.
edit-findings = Was der Compiler gefunden hat
edit-current = Wie die Seite jetzt lautet
edit-preview = Vorschau
# $name: how long it would be
preview-too-long = Die Vorschau wird nicht gezeigt, da sie { $name } lang wäre: Etwas im Text wird sehr oft wiederholt. Geprüft wird der Text trotzdem.
# $name: how large an image may be: 10 MB
edit-image-bound = Es darf { $name } haben. Wo und womit es aufgenommen wurde, wird aus der Datei entfernt. Es steht am Ende des Textes, wenn der Text es nicht schon zeigt. Wird etwas abgelehnt, wählen Sie die Datei noch einmal.
edit-image-file = Datei
edit-image-name = Name der Datei, wenn nicht der, den sie hat
edit-touches-nothing = Keine andere Seite ist betroffen.
# $pages: wie viele Seiten, $paths: wie viele Pfade
edit-touches = Betroffen sind auch { $pages } und { $paths }.
# $what: Seiten oder Pfade, und wie viele
edit-touches-only = Auch betroffen: { $what }.
edit-pages =
    { $number ->
        [one] { $number } Seite
       *[other] { $number } Seiten
    }
edit-paths =
    { $number ->
        [one] { $number } Pfad
       *[other] { $number } Pfade
    }

## Was gesendet wurde, ohne dass etwas geschah

sent-back = Nicht gesendet
sent-back-signed-out = Damit ist nichts geschehen, da Sie nicht angemeldet sind.
sent-back-not-permitted = Damit ist nichts geschehen, da Sie das nicht dürfen.
sent-back-other-site = Damit ist nichts geschehen, da es von der Seite einer anderen Website kommt.
sent-back-not-there = Damit ist nichts geschehen, da es das, worum es geht, hier nicht oder nicht mehr gibt.
sent-back-stale = Damit ist nichts geschehen, da sich etwas geändert hat, seit Sie nachgesehen haben.
sent-back-too-long = Damit ist nichts geschehen, da es länger ist, als hier angenommen wird.
sent-back-too-many = Damit ist nichts geschehen, da in kurzer Zeit zu viel von Ihnen kam. Warten Sie eine Minute.
sent-back-later = Damit ist nichts geschehen, da es gerade nicht geht. Warten Sie eine Minute.
sent-back-refused = Damit ist nichts geschehen.
sent-back-kept = Was Sie geschrieben haben, steht unten und kann noch einmal gesendet werden.
sent-back-images = Ein Bild muss noch einmal gewählt werden.
sent-back-nothing-written = Es kann noch einmal gesendet werden.
sent-back-in-the-browser = Was Sie geschrieben haben, ist noch in Ihrem Browser: Gehen Sie eine Seite zurück.
sent-back-words = Was Sie geschrieben haben
sent-back-sign-in = In einem anderen Tab anmelden
sent-back-now = In einem anderen Tab sehen, wie es jetzt steht
sent-back-again = Noch einmal senden

## Anmelden

sign-in = Anmelden
sign-in-note = Mit einem Schlüssel melden Sie sich an. Sie bekommen ihn von denen, die diesen Almanach betreiben.
sign-in-why = Zum Lesen braucht es keinen Schlüssel, und um einen Fehler zu melden auch nicht.
sign-in-key = Schlüssel
sign-in-wrong = Diesen Schlüssel hat hier niemand. Sehen Sie nach, ob er ganz kopiert wurde.
# $name: warum
sign-in-blocked = Wer diesen Schlüssel hat, ist hier gesperrt: { $name }
# $name: wer
signed-in-as = Sie sind als { $name } angemeldet.
signed-in = Sie sind angemeldet
# $name: a contributor
signed-in-writes = Sie sind als { $name } angemeldet. Was Sie speichern, ist sofort festgehalten.
# $name: a contributor
signed-in-reads = Sie sind als { $name } angemeldet. Dieser Schlüssel ist zum Lesen: Er ändert nichts.
signed-in-decides = Sie entscheiden auch über Vorschläge und Meldungen.
signed-in-decides-not = Um über Vorschläge und Meldungen zu entscheiden, brauchen Sie einen Schlüssel mit dem Bereich „review“.
signed-in-at-desk = Sie sind am Arbeitsplatz, wo sich niemand anmelden muss.
sign-out = Abmelden
sign-out-everywhere = Überall abmelden
sign-out-note = Überall heißt: in allen Browsern, in denen Sie angemeldet sind.

## Vorschläge

edit-propose = Vorschlagen
# $name: wer
edit-proposes = Sie sind als { $name } angemeldet. Was Sie senden, ist ein Vorschlag: Eine Redaktion entscheidet.
# $number: wie viele warten
edit-waiting =
    { $number ->
        [one] { $number } Vorschlag wartet für diese Seite.
       *[other] { $number } Vorschläge warten für diese Seite.
    }
# $name: die Nummer des Vorschlags
edit-proposed = Vorgeschlagen als { $name }
proposals = Vorschläge
# What leads from one page of those who take part to the others.
work = Mitmachen
work-session = Ihre Sitzung
proposals-closed = Vorschläge sehen diejenigen, die mitarbeiten: [Melden Sie sich] dafür an.
proposals-told = Was aus Ihren wurde
proposals-waiting = Warten auf eine Entscheidung, die ältesten zuerst
proposals-decided = Zuletzt entschieden
proposals-none = Kein Vorschlag wartet. Was die schicken, die hier nicht schreiben dürfen, kommt auf diese Seite.
# $name: der Titel der Seite
proposal-of = Vorschlag: { $name }
proposal-open = offen
proposal-waits-since-today = wartet seit heute
proposal-waits =
    { $number ->
        [one] wartet seit { $number } Tag
       *[other] wartet seit { $number } Tagen
    }
proposal-accepted = angenommen
proposal-declined = abgelehnt
proposal-withdrawn = zurückgezogen
proposal-stale = Nichts ist geschehen: Der Vorschlag oder der Almanach hat sich geändert, seit Sie nachgesehen haben. So steht es jetzt.
proposal-invalid = Nichts ist geschehen: Mit diesem Vorschlag hätte der Almanach Fehler, die unten stehen.
proposal-not-permitted = Nichts ist geschehen, da Sie dies nicht entscheiden dürfen.
# $name: warum nicht
proposal-refused = Nichts ist geschehen: { $name }.
proposal-errors = So kann er nicht angenommen werden: Der Almanach hätte die Fehler oben. Lehnen Sie ihn ab und sagen Sie, was zu verbessern ist, oder warten Sie auf einen neuen Vorschlag.
proposal-reason = Warum:
# $name: who decided
proposal-reason-by = { $name } sagt, warum:
proposal-nothing = Der Almanach hat all dies schon.
proposal-unread = Was er ändert, wird nicht mehr gezeigt.
conflicts = Von beiden Seiten geändert
proposal-conflicts = Der Almanach hat sich seit dem Vorschlag an denselben Stellen geändert. Was nur eine Seite geändert hat, ist schon zusammengeführt. Wählen Sie an jeder Stelle, was stehen soll, oder schreiben Sie es. Wer es vorschlug, bleibt der Autor.
proposal-conflicts-wait = Der Almanach hat sich seit dem Vorschlag an denselben Stellen geändert. Jemand aus der Redaktion wählt, was von beidem stehen soll, oder bittet um einen neuen Vorschlag.
conflict-in-editor = Die Texte im Editor zusammenführen
conflict-place = Stelle { $number } von { $of }
conflict-take-standing = Behalten, was steht
conflict-take-proposed = Nehmen, was vorgeschlagen ist
conflict-take-own = Diese Worte nehmen
conflict-own = Die Worte, die hier stehen sollen
conflict-accept = So annehmen
conflict-accept-text = Mit diesem Text annehmen
conflict-words = Sagen Sie etwas dazu
conflict-nothing = Hier steht nichts.
conflict-no-file = Diese Datei gibt es nicht.
conflict-bytes =
    { $number ->
        [one] Eine Datei von { $number } Byte.
       *[other] Eine Datei von { $number } Byte.
    }
# $name: the number of a proposal
edit-resolves = Vorschlag { $name } wird mit der Seite zusammengeführt, wie sie jetzt lautet. Nichts wird festgehalten, bevor Sie annehmen. [Zurück zum Vorschlag]
edit-resolves-plain = Dies braucht Skripte. [Auf der Seite des Vorschlags] lässt sich jede Stelle auch ohne wählen.
proposal-standing = Wie es jetzt lautet
proposal-proposed = Wie vorgeschlagen
proposal-base = Wovon beide ausgingen
proposal-comments = Was gesagt wurde
proposal-words = Sagen Sie etwas dazu (beim Ablehnen: warum)
proposal-accept = Annehmen
proposal-decline = Ablehnen
proposal-withdraw = Zurückziehen
proposal-comment = Kommentieren

## Meldungen

report-mistake = Einen Fehler melden
report-note = Dafür braucht es kein Konto. Die Redaktion liest es und antwortet mit einer Änderung oder lässt es. Niemand sonst sieht es, und nach 90 Tagen ist es gelöscht.
report-passage = Welche Worte (leer lassen für die ganze Seite)
report-words = Was ist falsch?
report-address = Ihre Mailadresse, wenn wir nachfragen dürfen
report-send = Senden
report-kept = Danke. Die Redaktion liest es ab jetzt. Ändert sie die Seite, steht es in deren Verlauf.
# $name: the title of a page
report-back = Zurück zu { $name }
report-empty = Nichts wurde gesendet: Sagen Sie, was falsch ist.
report-full = Nichts wurde behalten: Heute wurde so viel gemeldet, dass die Redaktion nicht mehr lesen kann. Bitte kommen Sie morgen wieder. Ihre Worte stehen unten.
reports = Meldungen
reports-closed = Meldungen sieht die Redaktion: [Melden Sie sich] dafür mit einem Schlüssel an, der entscheidet.
reports-none = Keine Meldung wartet. Was Leser als falsch melden, kommt auf diese Seite.
report-times =
    { $number ->
        [one] einmal gesagt
       *[other] { $number } Mal gesagt
    }
report-answer = Mit einer Änderung antworten
report-close = Ohne Änderung schließen

## Mitwirkende

contributors = Mitwirkende
contributors-none = Noch hat niemand einen Schlüssel.
contributor-blocked = gesperrt
contributor-changes = Änderungen
contributor-why = Warum? Es bleibt im Protokoll.
contributor-block = Sperren
contributor-let-in = Wieder zulassen
role-reader = liest
role-writer = schreibt
role-editor = Redaktion
role-admin = Verwaltung

## Taking back

undo = Rückgängig machen
undo-link = rückgängig machen
undo-all = alle ihre Änderungen rückgängig machen
restore = Wiederherstellen
restore-link = diesen Text wiederherstellen
restore-older = Den älteren Text wiederherstellen
undo-of = Rückgängig machen: { $name }
restore-of = Den Text wiederherstellen von: { $name }
undo-all-of = Alle Änderungen von { $name } rückgängig machen
undo-note = Was diese Änderung getan hat, wird zurückgenommen. Was später kam, bleibt. Das würde aus der Seite:
restore-note = Die Seite bekommt den ganzen Text, den sie damals hatte. Was später kam, geht aus der Seite und bleibt in ihrer Geschichte.
undo-all-note = Alles, was sie geändert haben, wird als eine Änderung zurückgenommen. Seiten, die sie begonnen haben, werden entfernt. Worauf andere aufgebaut haben, ist aufgeführt und bleibt.
undo-nothing = Es ist nichts mehr zurückzunehmen.
restore-nothing = Die Seite hat diesen Text schon.
undo-kept = Was bleibt, wie es ist
undo-files = Andere Dateien
undo-others =
    { $number ->
        [one] Die Änderung betraf auch { $number } andere Datei, die mit zurückgenommen wird.
       *[other] Die Änderung betraf auch { $number } andere Dateien, die mit zurückgenommen werden.
    }
undo-others-left =
    { $number ->
        [one] Sie hat auch { $number } andere Datei geändert, die bleibt, wie sie ist.
       *[other] Sie hat auch { $number } andere Dateien geändert, die bleiben, wie sie sind.
    }
undo-page-only = Nur für diese Seite
undo-revisions =
    { $number ->
        [one] { $number } Änderung
       *[other] { $number } Änderungen
    }
undo-more = Es sind mehr Änderungen, als auf einmal zurückgenommen werden können. Dies sind die neuesten: Komm für die übrigen noch einmal.
undo-summary = Warum wird es zurückgenommen?
undo-stale = Es wurde nichts getan: Der Almanach hat sich geändert, seit du hingesehen hast. So steht es jetzt.
undo-invalid = Es wurde nichts getan: Der Almanach hätte Fehler, die unten aufgeführt sind.
undo-not-permitted = Es wurde nichts getan, da du das nicht darfst.
undo-signed-out = Es wurde nichts getan, da du nicht angemeldet bist.
kept-rewritten = Dieselbe Stelle wurde seither geändert.
kept-built-on = Andere haben diese Seite seit ihrem Beginn geändert.
kept-removed = Die Seite wurde seither entfernt.
kept-moved = Die Seite hat seither einen anderen Namen bekommen.
kept-name-taken = Eine andere Seite hat jetzt diesen Namen.
kept-no-content = Diese Datei ändert nur, wer den Almanach betreibt.
kept-changed = Wie die Änderung es ließ
kept-before = Wie es davor war

## Protecting

protect = Schützen
protection = Schutz
protect-of = Schützen: { $name }
protect-note = Eine geschützte Seite ändern Redakteure. Was andere schicken, ist ein Vorschlag, wie die Seite auch heißt, auf jeder Tiefe, in jeder Sprache und für ihre Bilder.
protect-now = Diese Seite ist geschützt.
protect-none = Diese Seite ist nicht geschützt.
protect-until = Bis (weglassen, wenn es kein Ende hat)
protect-up-to = bis
protect-active = in Kraft
protect-over = vorbei
protect-end = Den Schutz beenden
protect-no-reason = Es wurde nichts getan: Sag, warum.
protect-bad-day = Es wurde nichts getan: Nenne einen Tag, der noch kommt.
protect-not-permitted = Es wurde nichts getan: Nur Redakteure schützen Seiten.
edit-protected = Diese Seite ist geschützt ({ $name }). Redakteure ändern sie; was andere schicken, ist ein Vorschlag.

## A new page

new-page = Neue Seite
new-title = Wie heißt sie?
new-kind = Was ist sie?
new-begin = Beginnen
new-taken = Es gibt schon eine Seite dieses Namens:
new-no-name = Aus diesem Titel wird keine Adresse: Gib ihm Buchstaben oder Ziffern.
new-no-kind = Diese Art von Seite gibt es hier nicht.

## Searches that found nothing

missed-searches = Suchen, die nichts fanden
missed-note = Fünf Leser oder mehr haben nach diesen Worten gesucht, die noch immer nichts finden.
missed-none = Nach keinen Worten haben fünf Leser oder mehr vergeblich gesucht.
missed-not-counted = Sie werden hier nicht gezählt: `count_misses` in `almanac.toml` lässt sie zählen.
missed-closed = Diese Worte sehen Redakteure: [melde dich an] mit einem Schlüssel, der entscheidet.
