language-name = Deutsch
language-direction = ltr

## Around every page

frame-skip = Zum Inhalt springen
frame-language = Sprache
colours = Farben
colours-system = Wie das Gerät
colours-light = Hell
colours-dark = Dunkel

connection-offline = Offline. Was Sie eingeben, bleibt auf diesem Telefon erhalten.
connection-unanswered = Der Server antwortet gerade nicht. Was Sie eingeben, bleibt auf diesem Telefon erhalten.
connection-reconnecting = Die Live-Ansicht verbindet sich neu. Was Sie sehen, kann einige Sekunden alt sein.
connection-outdated = Offline. Was Sie sehen, stammt von der letzten Verbindung.
connection-partial = Der Server antwortet nur zum Teil. Was Sie sehen, ist aktuell, aber nicht alles wird gelingen.

update-ready = Eine neue Version ist bereit.
update-held = Die neue Version wartet: Senden oder löschen Sie zuerst, was Sie gerade schreiben.
update-now = Jetzt verwenden
update-later = Später

install-offered = Legen Sie Doorstep auf Ihren Startbildschirm: Es öffnet sich auch ohne Netz.
install-now = Installieren
install-manual = Um Doorstep auf Ihren Startbildschirm zu legen, tippen Sie auf „Teilen“, dann auf „Zum Home-Bildschirm“.

## The camera

scan-title = Code auf dem Paket scannen
scan-asking = Darf diese Seite die Kamera benutzen? Die Bilder bleiben auf diesem Telefon.
scan-looking = Halten Sie den Code vor die Kamera.
scan-refused = Die Kamera ist hier nicht verfügbar. Schließen Sie dieses Fenster und tippen Sie die Nummer ein.
close = Schließen

## Where a record is

state-saved = Auf diesem Telefon gespeichert
state-received = Empfangen
state-stored = In der Datenbank
state-attention = Braucht Ihre Hilfe

## Start page

landing-page = Doorstep
landing-title = Lieferungen bewerten, auch ohne Netz
landing-lead = Im Treppenhaus, im Keller oder hinten im Lieferwagen: Was Sie sagen, bleibt erhalten und wird gesendet, sobald es geht.
landing-rate = Bestellung bewerten
landing-states = Wo Ihre Antwort ist, in drei ehrlichen Worten
landing-saved = Ihre Antwort liegt im Speicher Ihres Geräts. Sie dürfen alles schließen.
landing-received = Wieder online, hat sie unseren Server erreicht und liegt dort auf der Festplatte.
landing-stored = Sie zählt. Erst jetzt lässt Ihr Telefon sie los.
landing-ways = Wohin
landing-rate-help = Sie haben eine Lieferung bekommen, mit oder ohne Code oder Link
landing-courier = Heutige Bestellungen ausliefern
landing-courier-help = Sie sind der Bote: Ihre Liste, Übergabe, Meldungen
landing-desk = Zum Büro
landing-desk-help = Sie arbeiten im Büro: Zahlen, Antworten, Leute

## No such page

missing-page = Nicht gefunden · Doorstep
missing-title = Diese Seite gibt es nicht
missing-lead = Die Adresse ist vielleicht unvollständig oder veraltet. Von Ihren Eingaben ist nichts verloren.
missing-start = Startseite

## A page that has failed

mishap-page = Gestolpert · Doorstep
mishap-title = Diese Seite ist gestolpert
mishap-safe = Ihr Feedback ist sicher: Was Sie gesendet haben, bleibt auf diesem Telefon, ebenso was Sie begonnen hatten.
mishap-ways = Öffnen Sie die Seite noch einmal. Scheitert sie wieder, speichern Sie das Wartende als Datei und sagen Sie es dem Betreiber.
mishap-again = Noch einmal öffnen

## The page that stands in for one that needs the server

offline-page = Offline · Doorstep
offline-title = Diese Seite braucht den Server
offline-lead = Sie liegt nicht auf diesem Gerät, und der Server ist gerade nicht erreichbar. Nichts ist verloren.
offline-rate = Bewerten geht trotzdem: Was Sie eingeben, bleibt auf diesem Gerät und wird gesendet, sobald Sie wieder online sind.
offline-ways = Was jetzt geht
offline-again = Diese Seite noch einmal versuchen

## Rating

rate-page = Lieferung bewerten · Doorstep
rate-title = Bewerten Sie Ihre Lieferung
rate-order = Bestellnummer
rate-change = Ändern
rate-scan = Code scannen
rate-courier = Botennummer
rate-question = Wie war die Lieferung?
rate-hint = Tippen Sie auf einen Stern
stars-1 = Sehr schlecht
stars-2 = Schlecht
stars-3 = In Ordnung
stars-4 = Gut
stars-5 = Sehr gut
rate-well = Was war gut?
rate-wrong = Was lief schief?
reason-on_time = Pünktlich
reason-friendly = Freundlicher Bote
reason-careful = Sorgsam behandelt
reason-kept_informed = Auf dem Laufenden gehalten
reason-right_place = Am gewünschten Ort abgelegt
reason-late = Zu spät
reason-unfriendly = Unfreundlicher Bote
reason-damaged = Beschädigt
reason-item_missing = Etwas fehlt
reason-wrong_place = Am falschen Ort abgelegt
reason-not_informed = Niemand hat Bescheid gesagt
reason-instructions_ignored = Anweisungen nicht befolgt
rate-comment = Möchten Sie noch etwas sagen?
rate-characters = Benutzte Zeichen:
rate-publish = Sie dürfen meinen Kommentar veröffentlichen
rate-publish-help = Ohne meinen Namen und nie mit meinen Kontaktdaten.
rate-contact-me = Bitte melden Sie sich bei mir
rate-contact = Telefon oder E-Mail
rate-send = Senden
rate-restored = Wir haben aufgehoben, was Sie begonnen hatten.
rate-start-over = Neu beginnen
rate-link-over = Dieser Link galt bis { $day }. Sie können hier noch schreiben, brauchen aber vielleicht einen neuen Link, damit es zählt.
rate-earlier = Sie haben diese Bestellung auf diesem Telefon schon bewertet.
rate-correct = Berichtigen
rate-correcting = Sie berichtigen, was Sie schon gesendet haben.
rate-withdrawn = Zurückgenommen. Nichts davon wird gesendet.
rate-another = Weitere Bestellung bewerten
thanks-title = Vielen Dank
thanks-order = Bestellung { $order }
thanks-saved = Es wird gesendet, sobald Sie wieder online sind. Sie dürfen diese Seite schließen.
thanks-signed-out = Es wird gesendet, sobald Sie sich angemeldet haben.
thanks-received = Es hat unseren Server erreicht.
thanks-stored = Es zählt. Vielen Dank.
thanks-attention = So konnte es nicht angenommen werden. Es bleibt auf diesem Telefon.

## What is wrong with a field

problem-orderId-missing = Um welche Bestellung geht es? Die Nummer steht auf dem Paket.
problem-orderId-wrong_form = Eine Bestellnummer besteht nur aus Buchstaben, Ziffern und - _ . / #.
problem-orderId-too_long = Eine Bestellnummer hat höchstens { $limit } Zeichen.
problem-courierId-missing = Wer hat geliefert? Der Bote kann Ihnen seine Nummer sagen.
problem-courierId-wrong_type = Eine Botennummer ist eine ganze Zahl.
problem-courierId-out_of_range = Eine Botennummer ist 1 oder größer.
problem-rating-missing = Tippen Sie auf einen bis fünf Sterne.
problem-comment-too_long = Ein Kommentar hat höchstens { $limit } Zeichen.
problem-contact-too_long = Hier sind höchstens { $limit } Zeichen möglich.
problem-other = Bitte sehen Sie sich das noch einmal an.

## The courier's orders

courier-page = Heutige Bestellungen · Doorstep
courier-title = Heutige Bestellungen
courier-loading = Ihre Bestellungen werden geöffnet
courier-who = Wer trägt dieses Telefon?
courier-number = Ihre Botennummer
courier-number-help = Sie bleibt auf diesem Telefon und geht mit jeder Bewertung mit.
courier-save = Das bin ich
courier-is = Bote { $number }
courier-change = Nummer ändern
courier-counted = { $rated } von { $total } bewertet
courier-as-of = Stand: { $ago }
courier-refresh = Aktualisieren
courier-list = Bestellungen
courier-search = Nach Nummer, Adresse oder Name suchen
courier-open = Nicht bewertet
courier-hand-over = Übergeben
courier-rate = Bewerten
courier-report = Melden
courier-your-report = Ihre Meldung:
courier-not-listed = Nicht in der heutigen Liste. Sie kann trotzdem bewertet werden.
courier-link-only = Sie steht nicht in der heutigen Liste, und Bestellungen werden hier nur mit ihrem Code oder Link bewertet. Scannen Sie den Code auf dem Paket.
courier-none = Noch keine Bestellungen
courier-none-help = Ihre heutigen Bestellungen stehen hier, sobald das Büro sie geladen hat. Jede andere können Sie oben eintippen.
courier-none-found = Keine solche Bestellung
courier-none-found-help = Tippen Sie die ganze Nummer ein, um sie trotzdem bewerten zu lassen.
courier-no-answer = Der Server antwortet nicht. Das ist die Liste von vorher.
courier-no-answer-yet = Der Server antwortet nicht. Tippen Sie oben eine Bestellnummer ein: Es geht auch ohne Liste.
courier-not-given = Das Büro hat dieses Telefon noch keinem Boten zugeteilt.
courier-device = Nennen Sie dort dieses Gerät: { $device }

## A browser that keeps nothing

blocked-title = Hier kann nichts aufbewahrt werden
blocked-window = Benutzen Sie ein normales Fenster statt eines privaten.
blocked-settings = Erlauben Sie dieser Website in den Einstellungen des Browsers, Daten zu speichern.
blocked-browser = Oder öffnen Sie diese Seite in einem anderen Browser.
blocked-again = Noch einmal versuchen

## The phone in the customer's hands

hand-give-back = Bitte geben Sie das Telefon jetzt zurück.
hand-courier = Für den Boten
hand-ask = Halten Sie die Taste zwei Sekunden lang gedrückt oder tippen Sie Ihre Botennummer ein.
hand-ask-pin = Tippen Sie Ihre PIN ein, um zu Ihren Bestellungen zurückzukehren.
hand-pin = PIN
hand-back = Zurück zu meinen Bestellungen
hand-wrong-pin = Das ist nicht die PIN.
hand-wrong-number = Das ist nicht Ihre Nummer.
hand-later = Zu viele falsche PINs. Warten Sie ein wenig und versuchen Sie es dann noch einmal.
hand-forgotten = Ohne PIN weitermachen
hand-pin-title = PIN für die Übergabe
hand-pin-why = Hat ein Kunde das Telefon, führt nur diese PIN zu Ihren Bestellungen zurück. Ohne PIN genügt langes Drücken.
hand-new-pin = Neue PIN
hand-new-pin-help = Vier bis acht Ziffern
hand-pin-form = Eine PIN hat vier bis acht Ziffern.
hand-set-pin = PIN setzen
hand-has-pin = Eine PIN ist gesetzt.
hand-pin-set = Die PIN ist gesetzt.
hand-forget-pin = PIN entfernen
hand-no-pin = Dieser Browser kann hier keine PIN aufbewahren. Langes Drücken führt zurück.

## The courier's own report

report-page = Meldung · Doorstep
report-title = Meldung zu einer Bestellung
report-lead = Für das Büro. Sie ist keine Bewertung, und der Kunde sieht sie nicht.
report-kinds = Was war im Weg?
reason-access = Kein Zugang
reason-address = Adresse falsch oder schwer zu finden
reason-customer_absent = Niemand da
reason-safety = Nicht sicher
report-other = Etwas anderes
report-outcome = Wie ging es aus?
outcome-not_delivered = Nicht zugestellt
outcome-with_trouble = Zugestellt, mit Mühe
outcome-delivered = Zugestellt
report-outcome-missing = Sagen Sie, wie es ausging.
report-comment = Was soll das Büro wissen?
report-follow-up = Das Büro soll mich zurückrufen
report-done = Gemeldet

## One's own feedback

mine-page = Meine Bewertungen · Doorstep
mine-title = Meine Bewertungen
mine-loading = Es wird nachgesehen, was hier liegt
mine-locked = Gesperrt
mine-parts = Teile dieser Seite
mine-records = Bewertungen
mine-phone = Telefon
mine-devices = Geräte
mine-synced = Zuletzt auf gleichem Stand mit dem Server: { $when }
mine-never = Dieses Telefon hat noch nicht mit dem Server gesprochen.
mine-connecting = Der Server wird gefragt …
mine-waiting = Der Server antwortet nicht. Wir versuchen es weiter.
mine-stopped = Der Server lässt dieses Telefon nicht herein.
mine-signed_out = Was hier wartet, wird gesendet, sobald Sie sich angemeldet haben.
mine-send = Jetzt senden
mine-sign-in = Anmelden
mine-totals = Wie viel wo ist; antippen zeigt nur das
mine-list = Ihre Bewertungen, neueste zuerst
mine-stars = { $stars } von 5 Sternen
mine-none = Hiervon gibt es gerade nichts.
mine-empty-title = Noch nichts da
mine-empty = Was Sie senden, steht hier, bis es in der Datenbank ist, und sagt, wo es gerade ist.
mine-withdrawn = Bestellung { $order } wurde zurückgenommen.
mine-bring-back = Zurückholen

mine-why = Was nicht stimmt
mine-arrived = In der Datenbank seit { $when }. Der Inhalt liegt nicht mehr auf diesem Telefon.
mine-correction = Sie hat dieses Telefon verlassen. Was Sie ändern, geht als Korrektur hinterher und tritt an ihre Stelle.
mine-contact = Bittet um Rückmeldung: { $contact }
mine-courier = Kurier { $courier }
mine-written = Geschrieben { $when }
why-unknown-order = Diese Bestellnummer ist nicht bekannt. Sehen Sie noch einmal auf dem Paket nach und korrigieren Sie sie.
why-link-missing = Diese Bestellung lässt sich nur über ihren Link bewerten. Öffnen Sie den Link, den Sie bekommen haben, und bewerten Sie dort.
why-link-for-another = Der benutzte Link gehört zu einer anderen Bestellung. Korrigieren Sie die Nummer oder öffnen Sie den richtigen Link.
why-not-yours = Das wurde auf einem anderen Gerät geschrieben, dieses hier darf es nicht bringen. Senden Sie es von dort.
why-conflict = Unter demselben Kennzeichen kam schon etwas anderes an. Nichts ist verloren: Jemand im Büro vergleicht beides.
why-declined = Jemand im Büro hat es sich angesehen und sagt: { $reason }
why-refused = Der Server kann es so nicht aufnehmen. Er sagt: { $reason }
why-no-reason = Der Server kann es so nicht aufnehmen und sagt nicht, warum. Versuchen Sie es noch einmal oder korrigieren Sie es.

phone-storage = Was hier aufbewahrt wird
phone-room = { $used } sind auf diesem Telefon belegt, { $left } sind frei.
phone-kept = Der Browser behält es, bis Sie es entfernen.
phone-may-go = Der Browser darf es löschen, wenn auf diesem Telefon der Platz ausgeht.
phone-keep = Den Browser bitten, es zu behalten
phone-refused = Er hat es nicht zugesagt. Sichern Sie eine Datei, wenn vieles wartet.
phone-encrypted = Was wartet, ist auf diesem Telefon verschlüsselt.
phone-plain = Was wartet, ist auf diesem Telefon nicht verschlüsselt.
phone-file = Was wartet, als Datei
phone-file-help = Für ein Telefon, das voll, kaputt oder ausgetauscht ist. Nichts verdoppelt sich, wie oft die Datei auch eingelesen wird.
phone-lock = Passphrase
phone-forget-title = Dieses Telefon weitergeben
phone-forget-help = Vernichtet, was hier wartet, und die Schlüssel dazu. Was der Server hat, behält er.
phone-forget = Hier alles vergessen

pair-lead = Gekoppelte Geräte zeigen dieselben Bewertungen, und jedes von ihnen sendet sie.
pair-title = Ein Gerät hinzufügen
pair-show = Code anzeigen
pair-again = Anderen Code anzeigen
pair-picture = Code für die Kamera des anderen Geräts
pair-how = Mit der Kamera des anderen Geräts scannen oder den Code dort eintippen.
pair-until = Gilt einmal, bis { $when }
join-title = Einem anderen Gerät beitreten
join-help = Was hier wartet, kommt mit. Danach zeigen beide dasselbe.
join-code = Code
join-scan = Code scannen
join-do = Beitreten
join-done = Beigetreten. Beide Geräte zeigen jetzt dasselbe.
devices-title = Gekoppelte Geräte
devices-direct =
    { $count ->
        [one] Eines davon ist mit diesem Handy direkt verbunden, auch ohne den Server.
       *[other] { $count } davon sind mit diesem Handy direkt verbunden, auch ohne den Server.
    }
devices-none = Dieses Telefon hat noch nicht mit dem Server gesprochen, also ist kein Gerät mit ihm gekoppelt.
devices-unknown = Welche Geräte gekoppelt sind, steht hier, sobald der Server antwortet.
device-unnamed = Gerät ohne Namen
device-here = Dieses Gerät
device-seen = Zuletzt gesehen: { $when }
device-since = Dabei seit { $day }
device-name = Name
device-rename = So nennen
device-disconnect = Trennen
device-loses = Es sieht nichts mehr von dem, was hier ist. Was es noch nicht gesendet hat, bleibt auf ihm und geht seinen eigenen Weg.
device-loses-here = Dieses Gerät sieht nichts mehr von den anderen. Was es noch nicht gesendet hat, bleibt auf ihm und geht seinen eigenen Weg.
device-disconnect-now = Jetzt trennen

bar-locked = { $count ->
    [0] Ihre Bewertungen sind gesperrt
    [one] Gesperrt. Eine kam seither dazu.
   *[other] Gesperrt. { $count } kamen seither dazu.
}
bar-attention = { $count ->
    [one] Eine braucht Ihre Aufmerksamkeit
   *[other] { $count } brauchen Ihre Aufmerksamkeit
}
bar-saved = { $count ->
    [one] Eine auf diesem Telefon gespeichert · { $when }
   *[other] { $count } auf diesem Telefon gespeichert · die erste { $when }
}
bar-signed-out = { $count ->
    [one] Eine auf diesem Telefon gespeichert. Zum Senden bitte anmelden.
   *[other] { $count } auf diesem Telefon gespeichert. Zum Senden bitte anmelden.
}
bar-received = { $count ->
    [one] Eine angekommen, auf dem Weg in die Datenbank · { $when }
   *[other] { $count } angekommen, auf dem Weg in die Datenbank · die erste { $when }
}
bar-stored = Alles ist in der Datenbank · { $when }

## What waits

waiting-unreadable = Ein Teil der gespeicherten Bewertungen ist nicht lesbar. Er wurde beiseitegelegt.
waiting-export = Als Datei sichern
waiting-import = Datei einlesen
waiting-imported = { $added ->
    [0] Die Datei enthielt nichts Neues.
    [one] Eine Bewertung kam aus der Datei hinzu.
   *[other] { $added } Bewertungen kamen aus der Datei hinzu.
}
import-known = { $known ->
    [one] Eine war schon da.
   *[other] { $known } waren schon da.
}
import-unreadable = { $unreadable ->
    [one] Eine war nicht lesbar.
   *[other] { $unreadable } waren nicht lesbar.
}
waiting-retry = Noch einmal versuchen
waiting-withdraw = Zurücknehmen

lock-passphrase = Passphrase
lock-locked = Was hier wartet, ist gesperrt. Bewerten können Sie trotzdem: Es kommt zum Rest dazu.
lock-unlock = Entsperren
lock-forgotten = Passphrase vergessen
lock-now = Jetzt sperren
lock-remove = Passphrase entfernen
lock-offer = Mit einer Passphrase sperren
lock-help = Für ein Telefon, das mehrere benutzen. Sie wird nach jedem Neuladen verlangt; niemand kann sie zurückholen.
lock-set = Passphrase setzen
lock-done = Die Passphrase ist gesetzt.
lock-change = Andere Passphrase verwenden
lock-set-other = Ab jetzt diese verwenden
forget-title = Vergessen, was auf diesem Telefon wartet?
forget-count = { $count ->
    [0] Gerade wartet hier nichts.
    [one] Eine Bewertung wartet hier.
   *[other] { $count } Bewertungen warten hier.
}
forget-lost = Niemand kann es zurückholen: weder was wartet noch halb ausgefüllte Formulare.
forget-keep = Behalten
forget-all = Alles vergessen

## What went wrong on the device, by the codes in app/jazz/errors.ts

error-storage_full = Dieses Telefon hat keinen Platz mehr. Ihr Text steht noch im Formular: Schaffen Sie Platz und senden Sie noch einmal.
error-storage_unavailable = In diesem Browserfenster dürfen Seiten nichts aufheben, wie in manchen privaten Fenstern. Nehmen Sie ein anderes.
error-storage_failed = Dieses Telefon konnte es nicht aufheben. Ihr Text steht noch im Formular: Senden Sie noch einmal.
error-storage_lost = Dieser Browser hat seinen Speicher geschlossen und öffnet ihn nicht wieder. Laden Sie die Seite neu.
error-storage_erased = Dieses Gerät wurde in einem anderen Tab vergessen. Laden Sie die Seite neu.
error-storage_outdated = Eine neuere Version dieser Seite ist in einem anderen Tab offen. Laden Sie die Seite neu.
error-storage_blocked = Ein älterer Tab dieser Seite belegt den Speicher. Schließen Sie die anderen Tabs.
error-storage_cleared = Der Speicher dieses Browsers wurde geleert, während die Seite offen war.
error-storage_begun = Ein anderer Tab hat ein neues Dokument begonnen.
error-storage_corrupt = Ein Teil der gespeicherten Bewertungen ist nicht lesbar. Er wurde beiseitegelegt; der Rest ist sicher.
error-storage_low = Der Platz auf diesem Telefon geht zur Neige. Gehen Sie bald online, oder sichern Sie das Wartende als Datei.
error-storage_locked = Was auf diesem Telefon wartet, ist gesperrt. Entsperren Sie es mit der Passphrase.
error-wrong_passphrase = Das ist nicht die Passphrase.
error-unlock_later = Zu viele falsche Passphrasen. Warten Sie eine Minute und versuchen Sie es dann noch einmal.
error-passphrase_short = Eine Passphrase braucht mindestens 8 Zeichen.
error-no_passphrase = Hier gibt es keine Passphrase, also lässt sich nichts sperren.
error-encryption_unavailable = Dieser Browser kann hier nicht verschlüsseln; das Wartende liegt unverschlüsselt auf dem Gerät.
error-not_admitted = Der Server lässt dieses Gerät nicht mehr zu. Hier bleibt alles erhalten; fragen Sie, wer diesen Dienst betreibt.
error-sign_in_needed = Melden Sie sich an, damit gesendet werden kann, was hier wartet.
error-server_full = Der Server hat keinen Platz für mehr von diesem Gerät. Hier bleibt alles erhalten und wird wieder versucht.
error-invalid = Etwas fehlt oder stimmt nicht. Sehen Sie sich die markierten Felder an.
error-not_found = Diese Bewertung wartet nicht mehr.
error-already_sent = Diese Bewertung ist schon unterwegs und lässt sich nicht mehr zurücknehmen.
error-overtaken = Ein anderer Tab war schneller. Versuchen Sie es noch einmal.
error-no_answer = Der Server antwortet gerade nicht. Versuchen Sie es wieder, wenn Sie online sind.
error-bad_code = Dieser Code gilt nicht oder nicht mehr. Lassen Sie sich auf dem anderen Gerät einen neuen geben.
error-unreadable_file = Diese Datei ist keine gesicherte Warteschlange.
