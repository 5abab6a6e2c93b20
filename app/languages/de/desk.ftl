## Around every page of the desk

desk-places = Büro
desk-overview = Überblick

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
