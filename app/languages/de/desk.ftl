## Around every page of the desk

desk-places = Büro
desk-overview = Überblick

desk-feedback = Rückmeldungen
desk-devices = Geräte
desk-quarantine = Zu entscheiden
desk-privacy = Datenschutz
desk-codes = Bestellcodes
desk-people = Personen
desk-audit = Protokoll
desk-account = Mein Konto
desk-menu = Konto
desk-keys = Tasten
desk-keys-show = Diese Tasten zeigen
desk-keys-close = Offenes schließen
desk-sign-out = Abmelden

## Overview

desk-page = Büro · Doorstep
desk-counting = Wird gezählt

## Sign-in

sign-in-page = Anmelden · Doorstep
sign-in-title = Anmelden
sign-in-lead = Das Büro ist für alle, die hier arbeiten.
sign-in-mail = E-Mail-Adresse
sign-in-send = Code zusenden
sign-in-with-code = Stattdessen Code zusenden
sign-in-with-password = Stattdessen ein Passwort verwenden
sign-in-sent = Wenn { $mail } zu jemandem hier gehört, ist ein Code mit { $digits } Ziffern unterwegs. Er gilt einmal und zehn Minuten lang.
sign-in-code = Code
sign-in-again = Weiteren Code zusenden
sign-in-other = Andere Adresse
sign-in-sent-again = Ein neuer Code ist unterwegs; der vorige gilt nicht mehr.
sign-in-password = Passwort
sign-in-working = Sie werden angemeldet …
sign-in-done = Das Büro wird geöffnet …
sign-in-first = Beim ersten Mal öffnen Sie den Link, den Doorstep beim Start im Terminal ausgibt.
sign-in-no_mail = Das ist noch keine E-Mail-Adresse.
sign-in-no_code = Der Code hat { $digits } Ziffern.
sign-in-wrong_code = Dieser Code passt nicht oder ist älter als zehn Minuten. Sehen Sie noch einmal nach, oder fordern Sie einen neuen an.
sign-in-wrong_password = Diese E-Mail-Adresse und dieses Passwort gehören nicht zusammen.
sign-in-used = Dieser Link gilt nicht mehr: Er gilt einmal. Melden Sie sich stattdessen mit Ihrer E-Mail-Adresse an.
sign-in-too_many = Das wurde oft versucht. Bitte warten Sie eine Weile und versuchen Sie es dann wieder.
sign-in-unreachable = Doorstep ist gerade nicht erreichbar. Versuchen Sie es wieder, wenn Sie online sind.

## My account

account-page = Mein Konto · Doorstep
account-signed-in-as = Angemeldet als { $who }.
account-loading = Ihr Konto wird geladen
account-sessions = Sitzungen
account-where = Wo Sie angemeldet sind
account-end-others = Alle anderen beenden
account-end = Beenden
account-end-which = { $which } beenden
account-here = Dieser Browser
account-used = Zuletzt benutzt { $when }
account-until = bis { $when }
account-browser = Ein Browser
account-on = { $browser } unter { $system }
account-password = Passwort
account-password-lead = Sie brauchen keines: Ein Code per E-Mail genügt. Mit Passwort können Sie sich anmelden, auch wenn Sie Ihre E-Mail nicht zur Hand haben.
account-present = Jetziges Passwort
account-present-to-remove = Jetziges Passwort, um es zu entfernen
account-new = Neues Passwort
account-new-help = Mindestens 12 Zeichen. Ein paar Wörter hintereinander merkt man sich leicht.
account-set = Passwort festlegen
account-change = Passwort ändern
account-remove = Passwort entfernen
account-done-ended = Diese Sitzung ist beendet.
account-done-others = Sie sind nur noch hier angemeldet.
account-done-set = Das Passwort ist festgelegt. Alle anderen Sitzungen sind beendet.
account-done-removed = Das Passwort ist entfernt. Alle anderen Sitzungen sind beendet.

## Audit log

audit-page = Protokoll · Doorstep
audit-lead = Wer was getan hat. Niemand kann eine Zeile ändern oder löschen.
audit-empty = Noch nichts
audit-empty-lead = Jede Anmeldung und jede Änderung wird hier festgehalten.
audit-loading = Das Protokoll wird geladen
audit-newest = Neueste zuerst
audit-more = Mehr zeigen
audit-when = Wann
audit-who = Wer
audit-what = Was
audit-details = Einzelheiten
audit-themselves = sich selbst
audit-the-shell = Die Befehlszeile
audit-by-link = per Link
audit-by-code = per Code
audit-by-password = per Passwort
audit-orders = { $count } Bestellungen, Startwert { $seed }
audit-records = { $count } Einträge
audit-did-signed_in = hat sich angemeldet
audit-did-signed_out = hat sich abgemeldet
audit-did-invited = hat { $whom } eingeladen
audit-did-role_changed = hat die Rolle von { $whom } geändert
audit-did-disabled = hat { $whom } gesperrt
audit-did-enabled = hat { $whom } wieder zugelassen
audit-did-session_ended = hat eine Sitzung von { $whom } beendet
audit-did-all_sessions_ended = hat alle Sitzungen von { $whom } beendet
audit-did-password_set = hat das Passwort von { $whom } festgelegt
audit-did-password_removed = hat das Passwort von { $whom } entfernt
audit-did-device_disabled = hat das Gerät { $whom } gesperrt
audit-did-device_enabled = hat das Gerät { $whom } wieder zugelassen
audit-did-device_given = hat das Gerät { $whom } einem Kurier gegeben
audit-did-conflict_accepted = hat einen beiseitegelegten Eintrag angenommen
audit-did-conflict_rejected = hat einen beiseitegelegten Eintrag abgelehnt
audit-did-refused_accepted = hat einen zurückgewiesenen Eintrag angenommen
audit-did-refused_declined = hat einen zurückgewiesenen Eintrag abgelehnt
audit-did-device_invited = hat einen Link gemacht, der das Gerät { $whom } ersetzt
audit-did-erased = hat Feedback endgültig gelöscht
audit-did-retired = hat Feedback entfernt, dessen Zeit um war
audit-did-sample_made = hat Beispieldaten angelegt
audit-did-sample_removed = hat die Beispieldaten entfernt
audit-did-follow_up_flagged = hat eine Rückmeldung zum Nachfassen markiert
audit-did-follow_up_cleared = hat die Markierung einer Rückmeldung entfernt
audit-did-case_assigned = hat ein Anliegen jemandem gegeben
audit-did-case_given_back = hat ein Anliegen zurückgegeben
audit-did-case_noted = hat eine Notiz zu einem Anliegen geschrieben
audit-did-case_due = hat die Frist eines Anliegens gesetzt
audit-did-case_answered = hat ein Anliegen beantwortet
audit-did-case_done = hat ein Anliegen als erledigt markiert
audit-did-case_reopened = hat ein Anliegen wieder geöffnet
audit-did-comment_published = hat einen Kommentar veröffentlicht
audit-did-comment_withheld = hat einen Kommentar abgelehnt
audit-did-comment_recalled = hat die Entscheidung über einen Kommentar zurückgenommen

## Geräte

fleet-page = Geräte · Doorstep
fleet-lead = Bei wem was wartet, und welche Geräte jemanden brauchen.
fleet-loading = Geräte werden geladen
fleet-paused = Gerade kommt nichts in die Datenbank; was Telefone bringen, wartet hier.
fleet-which = Welche Geräte
fleet-show-look = Brauchen jemanden
fleet-show-couriers = Telefone der Kuriere
fleet-show-all = Alle
fleet-show-revoked = Gesperrt
fleet-search = Name, Nummer oder Kurier
fleet-find = Suchen
fleet-calm = Alles in Ordnung
fleet-calm-lead = Kein Gerät braucht jemanden: Nichts wurde zurückgewiesen, nichts hängt fest, und kein Telefon meldet Ärger mit seinem Speicher.
fleet-none = Noch kein Gerät
fleet-none-lead = Ein Telefon erscheint hier, wenn es sein erstes Feedback bringt.
fleet-no-match = Kein solches Gerät
fleet-no-match-lead = Suchen Sie nach etwas anderem, oder sehen Sie sich alle an.
fleet-more = Mehr Geräte zeigen
fleet-device = Gerät
fleet-seen = Zuletzt hier
fleet-waiting = Wartet hier
fleet-refused = Zurückgewiesen
fleet-storage = Speicher
fleet-version = Version
fleet-nameless = Telefon { $id }
fleet-never = Noch nie
fleet-is-revoked = gesperrt
fleet-since = { $count ->
    [one] { $count } Eintrag, { $when }
   *[other] { $count } Einträge, der erste { $when }
}
fleet-refused-count = { $count ->
    [one] { $count } Eintrag zu entscheiden
   *[other] { $count } Einträge zu entscheiden
}
fleet-declined = { $count ->
    [one] { $count } abgelehnt, noch auf dem Telefon
   *[other] { $count } wurden abgelehnt, noch auf dem Telefon
}
fleet-outdated = nicht die jetzige
fleet-came = Eingegangen
fleet-others = Weitere in seinem Raum
fleet-id = Nummer
fleet-only-it-knows = Was ein Telefon aufbewahrt hat, seit es zuletzt hier war, weiß nur das Telefon.
fleet-erase = Löschen, was von ihm kam
fleet-give = Nummer des Kuriers, dessen Bestellungen es zeigt
fleet-give-help = Leer: Es zeigt niemandes Bestellungen.
fleet-give-save = Übergeben
fleet-replace = Ein anderes Telefon an seiner Stelle
fleet-replace-lead = Für ein Telefon, das verloren ging oder dessen Browser alles vergessen hat. Schicken Sie den Link an den, der das neue bekommt: Es kommt in den Raum von diesem und zeigt, was dort wartet.
fleet-make-link = Link machen
fleet-link = Link für das neue Telefon
fleet-link-until = Gilt einmal, bis { $when }.
fleet-revoke-ask = Sperren …
fleet-revoke-lead = Es wird innerhalb einer Sekunde getrennt und kommt nicht mehr herein. Was von ihm kam, bleibt; was es nicht geschickt hat, bleibt auf ihm, bis Sie es wieder zulassen.
fleet-revoke-others = Die anderen Geräte in seinem Raum bleiben verbunden.
fleet-revoke = Jetzt sperren
fleet-keep = Nicht sperren
fleet-revoked-at = Gesperrt { $when }.
fleet-admit = Wieder zulassen
storage-kept = Sicher
storage-kept-means = Sein Browser hat versprochen, nichts Wartendes zu löschen.
storage-clearable = Löschbar
storage-clearable-means = Sein Browser darf Wartendes löschen, wenn er Platz braucht. Meist hilft es, die App zu installieren.
storage-low = Fast voll
storage-low-means = Es hat wenig Platz: Es sollte bald online sein oder aufgeräumt werden.
storage-full = Voll
storage-full-means = Sein Browser wollte etwas nicht mehr aufbewahren. Es braucht Platz, bevor es offline Feedback annehmen kann.
storage-damaged = Beschädigt
storage-damaged-means = Etwas auf ihm lässt sich nicht mehr lesen. Auf dem Telefon lässt es sich unter „Mein Feedback“ als Datei sichern.
storage-unknown = Es hat noch nichts gesagt.

## Was auf eine Entscheidung wartet

quarantine-page = Zu entscheiden · Doorstep
quarantine-lead = Nichts geht verloren: Was keine Zeile werden konnte, wartet hier, bis jemand entschieden hat, und das Telefon erfährt es.
quarantine-loading = Was wartet, wird geladen
quarantine-open = Wartet: { $count }
quarantine-decided = Entschieden
quarantine-done-accepted = Es ist jetzt in der Datenbank, und das Telefon hat seine Quittung.
quarantine-done-declined = Es wird keine Zeile. Das Telefon behält es und zeigt Ihre Worte.
quarantine-none = Nichts zu entscheiden
quarantine-none-lead = Was die Regeln zurückweisen und was die Nummer eines anderen Eintrags hat, wartet hier.
quarantine-none-decided = Noch nichts entschieden
quarantine-none-decided-lead = Hier steht, was jemand über zwei Einträge mit einer Nummer entschieden hat.
quarantine-refused = Abgewiesen
quarantine-conflict = Zwei mit einer Nummer
quarantine-unreadable = Kein Eintrag
quarantine-nameless = Ohne Bestellung
quarantine-text = Was dort stand
quarantine-conflict-means = Ein Eintrag mit anderem Inhalt hat schon diese Nummer. Angenommen wird dieser ein eigener Eintrag neben dem anderen.
quarantine-unreadable-means = Ein Programm hat das hingelegt, wo Einträge stehen. Es lässt sich nur weglassen.
quarantine-differs = Worin sich die beiden unterscheiden
quarantine-field = Feld
quarantine-kept = In der Datenbank
quarantine-came = Dieser
quarantine-accept = Annehmen
quarantine-mend-ask = Berichtigen …
quarantine-decline-ask = Ablehnen …
quarantine-mend-lead = Um welche Lieferung geht es? Was über sie gesagt wurde, bleibt, wie es gesagt wurde.
quarantine-mend = So annehmen
quarantine-decline-lead = Es wird keine Zeile. Das Telefon behält es und zeigt diese Worte:
quarantine-word = Warum nicht, in Ihren Worten
quarantine-decline = Eintrag ablehnen
quarantine-stop = Jetzt nicht
quarantine-became = Wurde ein eigener Eintrag
quarantine-left-out = Weggelassen: { $why }
refused-unknown-order = Diese Bestellung ist keine der bekannten.
refused-link-missing = Es kam ohne den Bewertungslink seiner Bestellung, und hier zählen nur solche mit Link.
refused-link-for-another = Der Bewertungslink gehört zu einer anderen Bestellung.
refused-not-yours = Es wurde auf einem anderen Gerät geschrieben als dem, das es brachte.
refused-broken = Das kann nicht stimmen, und das Büro darf es nicht ändern:
refused-to-mend = Berichtigen Sie zuerst:
refused-other = Die Regeln sagen: { $reason }
field-orderId = Bestellnummer
field-courierId = Kurier
field-rating = Sterne
field-comment = Kommentar
field-reasons = Gründe
field-contact = Kontakt

## Datenschutz

privacy-page = Datenschutz · Doorstep
privacy-lead = Jemandes Feedback endgültig löschen, und sehen, wie lange alles aufbewahrt wird.
privacy-loading = Wird geladen
privacy-erase = Endgültig löschen
privacy-erase-lead = Zuerst sehen Sie, wie viel es ist. Danach lässt sich nichts davon zurückholen.
privacy-by = Nach
privacy-by-order = Bestellnummer
privacy-by-device = Gerät
privacy-by-contact = Kontakt
privacy-value = Was oder wer genau
privacy-look = Sehen, was da ist
privacy-nothing = Davon ist hier nichts.
privacy-rows = Einträge in der Datenbank
privacy-waiting = Wartende oder zurückgewiesene Einträge
privacy-aside = Beiseitegelegte Einträge
privacy-address = Name und Adresse der Bestellung
privacy-shared = { $count ->
    [one] { $count } weiteres Gerät hat denselben Raum: Was von ihm kam, geht mit.
   *[other] { $count } weitere Geräte haben denselben Raum: Was von ihnen kam, geht mit.
}
privacy-mentions = { $count ->
    [one] { $count } Kommentar enthält diese Worte selbst. Er wird hiermit nicht gelöscht: Suchen Sie ihn in der Liste.
   *[other] { $count } Kommentare enthalten diese Worte selbst. Sie werden hiermit nicht gelöscht: Suchen Sie sie in der Liste.
}
privacy-erase-ask = All das löschen …
privacy-sure = { $count ->
    [one] { $count } Eintrag geht endgültig, auch aus Zahlen, Suche und Räumen.
   *[other] { $count } Einträge gehen endgültig, auch aus Zahlen, Suche und Räumen.
}
privacy-keep = Behalten
privacy-erase-all = Jetzt endgültig löschen
privacy-done = { $count ->
    [one] { $count } Eintrag ist weg.
   *[other] { $count } Einträge sind weg.
}
privacy-stubborn = { $count ->
    [one] Das Journal von { $count } Raum lässt sich nicht lesen und kann noch etwas davon enthalten. Das Protokoll des Programms sagt, welches.
   *[other] Die Journale von { $count } Räumen lassen sich nicht lesen und können noch etwas davon enthalten. Das Protokoll des Programms sagt, welche.
}
privacy-remains = Was bleiben wird
privacy-remained = Was bleibt
privacy-remains-phones = Auf Telefonen: was noch nicht hereinkam, und Kopien auf Telefonen ohne Netz, bis sie wieder da sind. Was hier gelöscht wurde, verlässt sie dann und kommt nicht zurück.
privacy-remains-backups = In früheren Sicherungen, und in freien Seiten der Datenbankdatei, bis sie wieder benutzt werden.
privacy-remains-exports = In Dateien, die früher exportiert wurden. Exporte entstehen, wenn jemand sie verlangt: Unterwegs ist also keiner.
privacy-remains-elsewhere = In Mails, Notizen und Protokollen außerhalb von Doorstep. Sein eigenes Protokoll nennt Bestellungen.
privacy-remains-marks = Hier: die bloße Nummer jedes Eintrags, damit keiner zurückkommt, und eine Zeile im Audit-Protokoll mit der Anzahl.
privacy-kept = Wie lange Feedback aufbewahrt wird
privacy-kept-days = { $days ->
    [one] Feedback wird { $days } Tag nach seinem Eingang entfernt, einmal am Tag.
   *[other] Feedback wird { $days } Tage nach seinem Eingang entfernt, einmal am Tag.
}
privacy-due = { $count ->
    [one] { $count } Eintrag geht mit der nächsten Runde.
   *[other] { $count } Einträge gehen mit der nächsten Runde.
}
privacy-kept-for-ever = Feedback bleibt, bis jemand es löscht.
privacy-kept-how = Wer diesen Dienst betreibt, stellt es in Tagen ein, mit { $setting }.
privacy-log = Was gelöscht wurde
privacy-log-empty = Bisher nichts.

## People

people-page = Personen · Doorstep
people-lead = Betrachter sehen alles. Bearbeiter kümmern sich auch um Rückfragen, Veröffentlichung und Export. Verwalter betreuen auch Personen und Geräte.
people-loading = Personen werden geladen
people-role = Rolle
people-role-viewer = Betrachter
people-role-agent = Bearbeiter
people-role-admin = Verwalter
people-role-of = Rolle von { $who }
people-invite = Einladen
people-invite-somebody = Jemanden einladen
people-may = { $who } ist eingeladen.
people-hand-over = Geben Sie diesen Link selbst weiter; er gilt einmal, sieben Tage lang, und wird nur jetzt gezeigt.
people-link = Link für die eingeladene Person
people-mailed = Der Link ist per E-Mail unterwegs. Er gilt einmal, sieben Tage lang.
people-who = Wer Zugang hat
people-you = Sie
people-is-disabled = gesperrt
people-seen = Zuletzt hier { $when }
people-never = Noch nicht hier gewesen
people-enable = Zulassen
people-disable-ask = Sperren …
people-sure = Sind Sie sicher?
people-sure-lead = { $who } wird sofort überall abgemeldet und kommt erst wieder herein, wenn Sie es zulassen.
people-keep = Nicht sperren
people-only-sign-out = Nur abmelden
people-disable = Sperren

## What pages of the desk look at

filter-label = Filter
filter-period = Zeitraum
filter-from = Von
filter-to = Bis
filter-rating = Bewertung
filter-any-rating = Jede Bewertung
filter-stars = { $stars ->
    [one] { $stars } Stern
   *[other] { $stars } Sterne
}
filter-stars-5 = 5 Sterne
filter-stars-4 = 4 Sterne
filter-stars-3 = 3 Sterne
filter-stars-2 = 2 Sterne
filter-stars-1 = 1 Stern
filter-reason = Grund
filter-any-reason = Jeder Grund
filter-reason-other = Etwas anderes
filter-source = Quelle
filter-any-source = Jede Quelle
filter-courier = Kurier-Nr.
filter-text = Kommentare und Bestellungen durchsuchen
filter-clear = Zurücksetzen
period-1 = Heute
period-7 = Letzte 7 Tage
period-30 = Letzte 30 Tage
period-90 = Letzte 90 Tage
period-365 = Letzte 12 Monate
period-all = Gesamte Zeit
period-custom = Von … bis …
source-customer = Kundschaft
source-courier = Meldungen der Boten
source-legacy = Ältere App
source-import = Import
source-api = Anderes Programm

## Dashboard

overview-live = Live
overview-nothing = Noch keine Rückmeldungen
overview-nothing-lead = Die erste Bewertung erscheint hier von selbst, innerhalb einer Sekunde. Um sich schon umzusehen, füllen Sie das Büro mit Beispieldaten.
overview-part = So viele Kommentare enthalten diese Wörter, dass hier nur die neuesten { $count } gezählt sind.
overview-no-match = Nichts in diesem Zeitraum
overview-no-match-lead = Keine Rückmeldung passt zu diesen Filtern. Wählen Sie einen längeren Zeitraum, oder setzen Sie sie zurück.
overview-hidden = Zu wenige, um sie zu zeigen
overview-hidden-lead = Zahlen eines Kuriers mit so wenigen Bewertungen könnten verraten, von wem sie stammen.
figure-all = Zahlen
figure-count = Rückmeldungen
figure-mean = Mittelwert
figure-nps = NPS
figure-nps-means = Anteil der fünf Sterne minus Anteil von ein bis drei, von −100 bis 100
figure-csat = Zufrieden
figure-csat-means = Anteil der vier und fünf Sterne (CSAT)
figure-asked = Bitte um Rückruf
figure-published = Veröffentlicht
figure-waiting = Unterwegs
figure-waiting-means = Warteschlangen, noch nicht in der Datenbank
figure-before = Zeitraum davor
trend-count = Rückmeldungen pro Tag
trend-count-week = Rückmeldungen pro Woche
trend-mean = Mittelwert pro Tag
trend-mean-week = Mittelwert pro Woche
trend-now = Dieser Zeitraum
trend-before = Davor
trend-so-far = bisher
trend-day = Tag
trend-week = Woche ab
part-distribution = Bewertungen
part-reasons = Was schlechte Bewertungen verursacht
part-reasons-means = Wie viele Bewertungen mit einem oder zwei Sternen jeden Grund nennen
part-reasons-none = Keine schlechte Bewertung nennt einen Grund.
part-couriers = Kuriere
part-couriers-means = Erwartete Bewertung und wie sicher sie ist: wenige Bewertungen, lange Linie
part-couriers-best = Läuft gut
part-couriers-worst = Braucht vielleicht Hilfe
part-couriers-unsure = { $count ->
    [one] { $count } Kurier hat zu wenige Bewertungen, um gezeigt zu werden.
   *[other] { $count } Kuriere haben zu wenige Bewertungen, um gezeigt zu werden.
}
part-courier = Kurier { $courier }
part-courier-sure = Zwischen { $low } und { $high } Sternen, soweit es sich sagen lässt
part-heat = Wann Rückmeldungen kommen
part-heat-means = Wochentag und Stunde; je kräftiger die Farbe, desto mehr
part-comments = Neueste Kommentare
part-comments-all = Alle zeigen
sample-fill = Mit Beispieldaten füllen
sample-remove = Beispieldaten entfernen
sample-there = { $count ->
    [one] { $count } Eintrag hier ist erfunden.
   *[other] { $count } Einträge hier sind erfunden.
}

## The feedback list

list-page = Rückmeldungen · Doorstep
list-loading = Rückmeldungen werden geladen
list-order = Reihenfolge
list-order-newest = Neueste zuerst
list-order-oldest = Älteste zuerst
list-order-worst = Schlechteste zuerst
list-order-best = Beste zuerst
list-export = Exportieren
list-export-means = { $count ->
    [one] { $count } Eintrag, genau wie gefiltert
   *[other] { $count } Einträge, genau wie gefiltert
}
list-received = Empfangen
list-rating = Sterne
list-comment = Kommentar
list-order-number = Bestellnummer
list-courier = Kurier
list-marks = Merkmale
list-choose-all = Alle auf dieser Seite wählen
list-choose = Bestellung { $order } wählen
list-chosen = { $count ->
    [one] { $count } gewählt
   *[other] { $count } gewählt
}
list-flag = Zum Nachfassen markieren
list-unflag = Markierung entfernen
list-flagged = { $count ->
    [one] { $count } Eintrag ist geändert.
   *[other] { $count } Einträge sind geändert.
}
list-follow-up = Nachfassen
list-no-comment = Kein Kommentar
list-place = { $first } bis { $last } von { $total }
list-place-many = { $first } bis { $last } von mehr als { $total }
list-export-many = Mehr als { $count } Datensätze, genau wie gefiltert
list-earlier = Zurück
list-later = Weiter
list-pages = Seiten
saved-all = Gespeicherte Filter
saved-name = Name für diesen Filter
saved-keep = Filter speichern
saved-save = Speichern
saved-forget = { $name } entfernen
record-title = Bestellung { $order }
record-contact = Kontakt
record-consent = Darf veröffentlicht werden
record-yes = Ja
record-no = Nein
record-device = Gerät
record-id = Eintrag
record-history = Verlauf
record-created = Auf dem Gerät gespeichert
record-received = Eingegangen und in der Datenbank
record-corrects = Berichtigt einen früheren Eintrag
record-corrected = Von einem späteren Eintrag berichtigt

## The sheet of codes

sheet-page = Codes zum Drucken · Doorstep
sheet-title = Codes für die Bestellungen eines Tages
sheet-lead = Jeder Code führt den Kunden direkt zur Bewertung seiner Bestellung, 30 Tage lang.
sheet-day = Tag
sheet-show = Zeigen
sheet-print = Drucken
sheet-none = Keine Bestellungen an diesem Tag
sheet-none-help = Laden Sie sie mit: python -m app orders import FILE.csv
sheet-more = Der Tag hat mehr Bestellungen, als ein Bogen zeigt: Das sind die ersten { $count }.
sheet-scan = Wie war es? Scannen und bewerten.
sheet-loading = Die Codes werden erstellt

## The inbox

desk-inbox = Eingang
inbox-page = Eingang · Doorstep
inbox-loading = Der Eingang wird geladen
inbox-views = Ansichten
inbox-view-open = Alle offenen
inbox-view-new = Neu
inbox-view-mine = Meine
inbox-view-waiting = Wartend
inbox-view-done = Erledigt
inbox-overdue-count = { $count ->
    [one] { $count } überfällig
   *[other] { $count } überfällig
}
inbox-none = Der Eingang ist leer
inbox-none-lead = Wer um Kontakt bittet, steht hier von selbst. Andere Rückmeldungen kommen hinzu, wenn Sie sie zum Nachfassen markieren.
inbox-none-here = Hier ist nichts
inbox-none-here-lead = Zu dieser Ansicht gehört kein offenes Anliegen.
inbox-none-done = Noch ist nichts erledigt
inbox-none-done-lead = Erledigte Anliegen stehen hier, das letzte zuerst.
inbox-more = Weitere zeigen
inbox-next = Nächstes Anliegen
inbox-previous = Voriges Anliegen
inbox-take = Übernehmen
inbox-answered = Beantwortet
inbox-done = Erledigt
inbox-reply = Antwort
inbox-note = Notiz
case-new = Neu
case-assigned = Übernommen
case-waiting = Wartend
case-done = Erledigt
case-due = Fällig { $when }
case-overdue = Überfällig: { $when }
case-closed = Erledigt { $when }
case-close = Dieses Anliegen schließen
case-reopen = Wieder öffnen
case-no-contact = Kein Kontakt hinterlassen.
case-record = Der ganze Eintrag
case-subject = Ihre Bestellung { $order }
case-reply-placeholder = Was Sie mitteilen möchten
case-reply-help = Bleibt ein Entwurf, bis Sie das Anliegen als beantwortet markieren.
case-mail = Als E-Mail schreiben
case-assignee = Wer sich kümmert
case-nobody = Noch niemand
case-due-by = Fällig bis (Uhrzeit in { $zone })
case-due-set = Setzen
case-note-placeholder = Notiz für die anderen hier
case-note-keep = Notieren
case-event-opened = Eingegangen
case-event-assigned = hat es { $whom } gegeben
case-event-given_back = hat es zurückgegeben
case-event-noted = hat notiert
case-event-due_set = hat die Frist gesetzt:
case-event-answered = hat geantwortet
case-event-done = hat es als erledigt markiert
case-event-reopened = hat es wieder geöffnet
case-event-corrected = Vom Verfasser berichtigt
case-event-withdrawn = Um Kontakt wird nicht mehr gebeten
part-case = Anliegen öffnen
figure-answer-time = Zeit bis zur Antwort
figure-answer-time-means = Die Hälfte derer, die um Kontakt baten, hatte früher eine Antwort

## Publishing

desk-publishing = Veröffentlichen
publishing-page = Veröffentlichen · Doorstep
publishing-lead = Kommentare, deren Verfasser einverstanden sind. Sie veröffentlichen sie ganz oder gar nicht.
publishing-loading = Kommentare werden geladen
publishing-shelves = Kommentare
publishing-shelf-waiting = Zu lesen
publishing-shelf-published = Öffentlich
publishing-shelf-withheld = Abgelehnt
publishing-fresh = { $count ->
    [one] { $count } neuen Kommentar zeigen
   *[other] { $count } neue Kommentare zeigen
}
publishing-gone = Darüber hat schon jemand entschieden.
publishing-many = { $count } oder mehr
publishing-none-waiting = Nichts zu lesen
publishing-none-waiting-lead = Neue Kommentare, deren Verfasser einverstanden sind, stehen hier von selbst.
publishing-none-published = Noch ist nichts öffentlich
publishing-none-published-lead = Kommentare, die Sie freigeben, stehen hier und überall, wo Sie sie zeigen.
publishing-none-withheld = Nichts wurde abgelehnt
publishing-none-withheld-lead = Abgelehnte Kommentare stehen hier; Sie können das zurücknehmen.
publishing-approve = Freigeben
publishing-reject = Ablehnen
publishing-recall = Zurücknehmen
publishing-telling = Darin steht ein Name oder ein Kontakt; so kann es nicht veröffentlicht werden.
publishing-told-published = { $count ->
    [one] { $count } Kommentar ist öffentlich.
   *[other] { $count } Kommentare sind öffentlich.
}
publishing-told-withheld = { $count ->
    [one] { $count } Kommentar wurde abgelehnt.
   *[other] { $count } Kommentare wurden abgelehnt.
}
publishing-told-recalled = { $count ->
    [one] { $count } Kommentar ist wieder zu lesen.
   *[other] { $count } Kommentare sind wieder zu lesen.
}
publishing-told-telling = { $count ->
    [one] { $count } enthält einen Namen oder Kontakt und blieb aus.
   *[other] { $count } enthalten einen Namen oder Kontakt und blieben aus.
}
publishing-told-not-offered = { $count ->
    [one] { $count } hat keinen Kommentar oder kein Einverständnis und blieb aus.
   *[other] { $count } haben keinen Kommentar oder kein Einverständnis und blieben aus.
}
publishing-next = Nächster Kommentar
publishing-previous = Voriger Kommentar
publishing-embed = Auf Ihrer Website zeigen
publishing-embed-lead = Setzen Sie diese Zeile dorthin, wo die Kommentare stehen sollen. Sie lädt nichts von Dritten, und was Sie zurücknehmen oder jemand berichtigt, ist beim nächsten Blick verschwunden.
publishing-embed-code = Zeile für Ihre Website
publishing-feed = Dasselbe als JSON
list-publish = Veröffentlichen
list-withhold = Nicht veröffentlichen
