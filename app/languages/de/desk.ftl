## Around every page of the desk

desk-places = Büro
desk-overview = Überblick

## Overview

desk-page = Büro · Doorstep
desk-counting = Wird gezählt
desk-signed-in = Angemeldet als { $who }
desk-sign-out = Abmelden

## Sign-in

sign-in-page = Anmelden · Doorstep
sign-in-title = Anmelden
sign-in-working = Sie werden angemeldet …
sign-in-used = Dieser Link gilt nicht mehr: Er gilt einmal, und nur bis zum nächsten Start von Doorstep.
sign-in-too_many = Zu viele Versuche von Ihrer Adresse. Warten Sie eine Minute und öffnen Sie den Link noch einmal.
sign-in-unreachable = Doorstep ist nicht erreichbar. Öffnen Sie den Link noch einmal, wenn Sie wieder online sind.
sign-in-how = Zum Anmelden öffnen Sie den Link, den Doorstep beim Start im Terminal ausgibt.
