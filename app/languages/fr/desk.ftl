## Around every page of the desk

desk-places = Bureau
desk-overview = Vue d'ensemble

desk-feedback = Avis
desk-devices = Appareils
desk-quarantine = À décider
desk-privacy = Vie privée
desk-codes = Codes de commande
desk-people = Personnes
desk-audit = Journal
desk-account = Mon compte
desk-menu = Compte
desk-keys = Touches
desk-keys-show = Afficher ces touches
desk-keys-close = Fermer ce qui est ouvert
desk-sign-out = Se déconnecter

## Overview

desk-page = Bureau · Doorstep
desk-counting = Calcul en cours

## Sign-in

sign-in-page = Connexion · Doorstep
sign-in-title = Connexion
sign-in-lead = Le bureau est réservé à ceux qui travaillent ici.
sign-in-mail = Adresse e-mail
sign-in-send = M'envoyer un code
sign-in-with-code = M'envoyer plutôt un code
sign-in-with-password = Utiliser plutôt un mot de passe
sign-in-sent = Si { $mail } appartient à quelqu'un d'ici, un code de { $digits } chiffres est en route. Il sert une seule fois, pendant dix minutes.
sign-in-code = Code
sign-in-again = Envoyer un autre code
sign-in-other = Autre adresse
sign-in-sent-again = Un autre code est en route ; le précédent ne vaut plus.
sign-in-password = Mot de passe
sign-in-working = Connexion en cours …
sign-in-done = Ouverture du bureau …
sign-in-first = La première fois, ouvrez le lien que Doorstep affiche dans le terminal à son démarrage.
sign-in-no_mail = Ce n'est pas encore une adresse e-mail.
sign-in-no_code = Le code a { $digits } chiffres.
sign-in-wrong_code = Ce code ne convient pas, ou il a plus de dix minutes. Vérifiez, ou demandez-en un nouveau.
sign-in-wrong_password = Cette adresse et ce mot de passe ne vont pas ensemble.
sign-in-used = Ce lien ne fonctionne plus : il sert une seule fois. Connectez-vous avec votre adresse e-mail.
sign-in-too_many = Trop d'essais. Attendez un moment, puis réessayez.
sign-in-unreachable = Doorstep est injoignable en ce moment. Réessayez une fois en ligne.

## My account

account-page = Mon compte · Doorstep
account-signed-in-as = Connecté en tant que { $who }.
account-loading = Chargement de votre compte
account-sessions = Sessions
account-where = Où vous êtes connecté
account-end-others = Fermer toutes les autres
account-end = Fermer
account-end-which = Fermer { $which }
account-here = Ce navigateur
account-used = Dernière utilisation { $when }
account-until = jusqu'au { $when }
account-browser = Un navigateur
account-on = { $browser } sur { $system }
account-password = Mot de passe
account-password-lead = Vous n'en avez pas besoin : un code par e-mail suffit. Avec un mot de passe, vous vous connectez sans accès à votre boîte.
account-present = Mot de passe actuel
account-present-to-remove = Mot de passe actuel, pour le supprimer
account-new = Nouveau mot de passe
account-new-help = Au moins 12 caractères. Quelques mots à la suite se retiennent bien.
account-set = Définir un mot de passe
account-change = Changer le mot de passe
account-remove = Supprimer le mot de passe
account-done-ended = Cette session est fermée.
account-done-others = Vous êtes connecté ici et nulle part ailleurs.
account-done-set = Le mot de passe est défini. Toutes les autres sessions sont fermées.
account-done-removed = Le mot de passe est supprimé. Toutes les autres sessions sont fermées.

## Audit log

audit-page = Journal · Doorstep
audit-lead = Qui a fait quoi. Personne ne peut modifier ni supprimer une ligne.
audit-empty = Rien pour l'instant
audit-empty-lead = Chaque connexion et chaque changement figurent ici.
audit-loading = Chargement du journal
audit-newest = Plus récents d'abord
audit-more = Afficher la suite
audit-when = Quand
audit-who = Qui
audit-what = A fait quoi
audit-details = Détails
audit-themselves = soi-même
audit-the-shell = La ligne de commande
audit-by-link = par un lien
audit-by-code = par un code
audit-by-password = par mot de passe
audit-orders = { $count } commandes, graine { $seed }
audit-records = { $count } enregistrements
audit-did-signed_in = s'est connecté
audit-did-signed_out = s'est déconnecté
audit-did-invited = a invité { $whom }
audit-did-role_changed = a changé le rôle de { $whom }
audit-did-disabled = a désactivé { $whom }
audit-did-enabled = a réactivé { $whom }
audit-did-session_ended = a fermé une session de { $whom }
audit-did-all_sessions_ended = a fermé toutes les sessions de { $whom }
audit-did-password_set = a défini le mot de passe de { $whom }
audit-did-password_removed = a supprimé le mot de passe de { $whom }
audit-did-device_disabled = a exclu l'appareil { $whom }
audit-did-device_enabled = a réadmis l'appareil { $whom }
audit-did-device_given = a remis l'appareil { $whom } à un livreur
audit-did-conflict_accepted = a accepté un avis mis de côté
audit-did-conflict_rejected = a rejeté un avis mis de côté
audit-did-refused_accepted = a accepté un avis qui avait été refusé
audit-did-refused_declined = a écarté un avis qui avait été refusé
audit-did-device_invited = a créé un lien pour remplacer l'appareil { $whom }
audit-did-erased = a effacé des avis définitivement
audit-did-retired = a retiré des avis gardés assez longtemps
audit-did-sample_made = a créé des données d'exemple
audit-did-sample_removed = a retiré les données d'exemple
audit-did-follow_up_flagged = a marqué des avis à suivre
audit-did-follow_up_cleared = a retiré la marque d'avis à suivre
audit-did-case_assigned = a confié un suivi à quelqu'un
audit-did-case_given_back = a rendu un suivi à tous
audit-did-case_noted = a noté quelque chose sur un suivi
audit-did-case_due = a fixé l'échéance d'un suivi
audit-did-case_answered = a répondu à un suivi
audit-did-case_done = a terminé un suivi
audit-did-case_reopened = a rouvert un suivi
audit-did-comment_published = a publié un commentaire
audit-did-comment_withheld = a rejeté un commentaire
audit-did-comment_recalled = est revenu sur une décision à propos d'un commentaire

## Devices

fleet-page = Appareils · Doorstep
fleet-lead = Sur quel téléphone attend quoi, et lesquels ont besoin de quelqu'un.
fleet-loading = Chargement des appareils
fleet-paused = Rien n'entre dans la base en ce moment ; ce que les téléphones apportent attend ici.
fleet-which = Quels appareils
fleet-show-look = Demandent quelqu'un
fleet-show-couriers = Téléphones des livreurs
fleet-show-all = Tous
fleet-show-revoked = Exclus
fleet-search = Nom, numéro ou livreur
fleet-find = Chercher
fleet-calm = Tout va bien
fleet-calm-lead = Aucun appareil ne demande quelqu'un : rien n'a été refusé, rien n'est bloqué, et aucun téléphone ne signale de problème de stockage.
fleet-none = Aucun appareil
fleet-none-lead = Un téléphone apparaît ici quand il apporte son premier avis.
fleet-no-match = Aucun appareil de ce genre
fleet-no-match-lead = Cherchez autre chose, ou regardez-les tous.
fleet-more = Afficher d'autres appareils
fleet-device = Appareil
fleet-seen = Dernière visite
fleet-waiting = En attente ici
fleet-refused = Refusé
fleet-storage = Stockage
fleet-version = Version
fleet-nameless = Téléphone { $id }
fleet-never = Pas encore
fleet-is-revoked = exclu
fleet-since = { $count ->
    [one] { $count } avis, d'{ $when }
   *[other] { $count } avis, le premier d'{ $when }
}
fleet-refused-count = { $count ->
    [one] { $count } avis à décider
   *[other] { $count } avis à décider
}
fleet-declined = { $count ->
    [one] { $count } écarté, encore sur le téléphone
   *[other] { $count } écartés, encore sur le téléphone
}
fleet-outdated = pas l'actuelle
fleet-came = Arrivé
fleet-others = Autres dans sa salle
fleet-id = Numéro
fleet-only-it-knows = Ce qu'un téléphone a gardé depuis sa dernière visite, lui seul le sait.
fleet-erase = Effacer ce qui en est venu
fleet-give = Numéro du livreur dont il montre les commandes
fleet-give-help = Vide : il ne montre les commandes de personne.
fleet-give-save = Le lui remettre
fleet-replace = Un autre téléphone à sa place
fleet-replace-lead = Pour un téléphone perdu, ou dont le navigateur a tout oublié. Envoyez le lien à qui reçoit le nouveau téléphone : il rejoint la salle de celui-ci et montre ce qui y attend.
fleet-make-link = Créer un lien
fleet-link = Lien pour le nouveau téléphone
fleet-link-until = Sert une fois, jusqu'au { $when }.
fleet-revoke-ask = L'exclure …
fleet-revoke-lead = Il est déconnecté en une seconde et ne peut plus entrer. Ce qui en est venu reste ; ce qu'il n'a pas envoyé reste sur lui jusqu'à ce que vous le réadmettiez.
fleet-revoke-others = Les autres appareils de sa salle restent connectés.
fleet-revoke = Exclure maintenant
fleet-keep = Le laisser
fleet-revoked-at = Exclu { $when }.
fleet-admit = Le réadmettre
storage-kept = Sûr
storage-kept-means = Son navigateur a promis de ne pas effacer ce qui attend.
storage-clearable = Effaçable
storage-clearable-means = Son navigateur peut effacer ce qui attend s'il lui faut de la place. Installer l'application aide le plus souvent.
storage-low = Presque plein
storage-low-means = Il reste peu de place : il devrait bientôt se connecter, ou faire du rangement.
storage-full = Plein
storage-full-means = Son navigateur a refusé de garder quelque chose. Il lui faut de la place avant de noter des avis hors ligne.
storage-damaged = Abîmé
storage-damaged-means = Quelque chose n'y est plus lisible. On peut l'enregistrer dans un fichier sous « Mes avis » sur le téléphone.
storage-unknown = Il ne l'a pas encore dit.

## What waits for a decision

quarantine-page = À décider · Doorstep
quarantine-lead = Rien n'est perdu : ce qui n'a pas pu entrer attend ici une décision, et le téléphone l'apprend.
quarantine-loading = Chargement de ce qui attend
quarantine-open = En attente : { $count }
quarantine-decided = Décidé
quarantine-done-accepted = C'est dans la base, et le téléphone a son reçu.
quarantine-done-declined = Cela n'entre pas. Le téléphone le garde et montre vos mots.
quarantine-none = Rien à décider
quarantine-none-lead = Ce que les règles refusent, et ce qui porte le numéro d'un autre avis, attendra ici.
quarantine-none-decided = Rien de décidé
quarantine-none-decided-lead = Ce qui a été décidé sur deux avis d'un même numéro figure ici.
quarantine-refused = Refusé
quarantine-conflict = Deux pour un numéro
quarantine-unreadable = Pas un avis
quarantine-nameless = Sans commande
quarantine-text = Ce qui s'y trouvait
quarantine-conflict-means = Un autre avis au contenu différent porte déjà ce numéro. Accepté, celui-ci devient un avis à part, à côté de l'autre.
quarantine-unreadable-means = Un programme a mis cela là où sont les avis. On ne peut que l'écarter.
quarantine-differs = En quoi ils diffèrent
quarantine-field = Champ
quarantine-kept = Dans la base de données
quarantine-came = Celui-ci
quarantine-accept = Accepter
quarantine-mend-ask = Corriger …
quarantine-decline-ask = Écarter …
quarantine-mend-lead = De quelle livraison s'agit-il ? Ce qui en a été dit reste tel quel.
quarantine-mend = Accepter ainsi
quarantine-decline-lead = Cela n'entre pas dans la base. Le téléphone le garde et montre ces mots :
quarantine-word = Pourquoi pas, avec vos mots
quarantine-decline = L'écarter
quarantine-stop = Pas maintenant
quarantine-became = Est devenu un avis à part
quarantine-left-out = Écarté : { $why }
refused-unknown-order = Cette commande n'est pas parmi celles qui sont connues.
refused-link-missing = Il est venu sans le lien de sa commande, et seuls les avis avec lien comptent ici.
refused-link-for-another = Son lien appartient à une autre commande.
refused-not-yours = Il a été écrit sur un autre appareil que celui qui l'apporte.
refused-broken = Ceci ne peut être juste, et le bureau ne peut pas le changer :
refused-to-mend = À corriger d'abord :
refused-other = Les règles disent : { $reason }
field-orderId = Numéro de commande
field-courierId = Livreur
field-rating = Étoiles
field-comment = Commentaire
field-reasons = Raisons
field-contact = Contact

## Privacy

privacy-page = Vie privée · Doorstep
privacy-lead = Effacer définitivement les avis de quelqu'un, et voir combien de temps tous sont gardés.
privacy-loading = Chargement
privacy-erase = Effacer définitivement
privacy-erase-lead = Vous voyez d'abord combien il y en a. Rien ne peut être ramené ensuite.
privacy-by = Par
privacy-by-order = Numéro de commande
privacy-by-device = Appareil
privacy-by-contact = Contact
privacy-value = Lequel
privacy-look = Voir ce qu'il y a
privacy-nothing = Il n'y en a rien ici.
privacy-rows = Avis dans la base
privacy-waiting = Avis en attente ou refusés
privacy-aside = Avis mis de côté
privacy-address = Nom et adresse de la commande
privacy-shared = { $count ->
    [one] { $count } autre appareil partage sa salle : ce qui en est venu s'en va aussi.
   *[other] { $count } autres appareils partagent sa salle : ce qui en est venu s'en va aussi.
}
privacy-mentions = { $count ->
    [one] { $count } commentaire contient lui-même ces mots. Il n'est pas effacé avec : cherchez-le dans la liste.
   *[other] { $count } commentaires contiennent eux-mêmes ces mots. Ils ne sont pas effacés avec : cherchez-les dans la liste.
}
privacy-erase-ask = Effacer tout cela …
privacy-sure = { $count ->
    [one] { $count } entrée s'en va pour de bon, aussi des chiffres, de la recherche et des salles.
   *[other] { $count } entrées s'en vont pour de bon, aussi des chiffres, de la recherche et des salles.
}
privacy-keep = Les garder
privacy-erase-all = Effacer maintenant
privacy-done = { $count ->
    [one] { $count } avis est effacé.
   *[other] { $count } avis sont effacés.
}
privacy-stubborn = { $count ->
    [one] Le journal de { $count } salle est illisible et pourrait encore en contenir. Le fichier journal dit laquelle.
   *[other] Les journaux de { $count } salles sont illisibles et pourraient encore en contenir. Le fichier journal dit lesquelles.
}
privacy-remains = Ce qui restera
privacy-remained = Ce qui reste
privacy-remains-phones = Sur les téléphones : ce qui n'est pas encore arrivé, et les copies sur des téléphones hors ligne, jusqu'à leur retour. Ce qui est effacé ici les quitte alors et ne revient pas.
privacy-remains-backups = Dans les sauvegardes faites avant, et dans les pages libres du fichier de la base jusqu'à leur réemploi.
privacy-remains-exports = Dans les fichiers exportés avant. Les exports se font à la demande : aucun n'est en route.
privacy-remains-elsewhere = Dans des e-mails, notes et journaux hors de Doorstep. Le sien nomme des commandes.
privacy-remains-marks = Ici : le seul numéro de chaque avis, pour qu'aucun ne revienne, et une ligne au journal avec leur nombre.
privacy-kept = Combien de temps les avis sont gardés
privacy-kept-days = { $days ->
    [one] Les avis sont retirés { $days } jour après leur arrivée, une fois par jour.
   *[other] Les avis sont retirés { $days } jours après leur arrivée, une fois par jour.
}
privacy-due = { $count ->
    [one] { $count } avis s'en va au prochain passage.
   *[other] { $count } avis s'en vont au prochain passage.
}
privacy-kept-for-ever = Les avis sont gardés jusqu'à ce que quelqu'un les efface.
privacy-kept-how = Qui exploite ce service le règle, en jours, avec { $setting }.
privacy-log = Ce qui a été effacé
privacy-log-empty = Rien jusqu'ici.

## People

people-page = Personnes · Doorstep
people-lead = Les lecteurs regardent. Les agents travaillent aussi : suivis, publication, exports. Les administrateurs gèrent en plus personnes et appareils.
people-loading = Chargement des personnes
people-role = Rôle
people-role-viewer = Lecteur
people-role-agent = Agent
people-role-admin = Administrateur
people-role-of = Rôle de { $who }
people-invite = Inviter
people-invite-somebody = Inviter quelqu'un
people-may = { $who } peut entrer.
people-hand-over = Remettez ce lien vous-même ; il sert une fois, dans les sept jours, et n'est montré que maintenant.
people-link = Lien pour la personne invitée
people-mailed = Le lien est en route par e-mail. Il sert une fois, dans les sept jours.
people-who = Qui peut entrer
people-you = vous
people-is-disabled = désactivé
people-seen = Dernière visite { $when }
people-never = Pas encore venu
people-enable = Réactiver
people-disable-ask = Désactiver …
people-sure = Vraiment ?
people-sure-lead = { $who } est déconnecté partout aussitôt et ne peut plus entrer tant que vous ne l'avez pas réactivé.
people-keep = Garder
people-only-sign-out = Seulement déconnecter
people-disable = Désactiver

## What pages of the desk look at

filter-label = Filtres
filter-period = Période
filter-from = Du
filter-to = Au
filter-rating = Note
filter-any-rating = Toutes les notes
filter-stars = { $stars ->
    [one] { $stars } étoile
   *[other] { $stars } étoiles
}
filter-stars-5 = 5 étoiles
filter-stars-4 = 4 étoiles
filter-stars-3 = 3 étoiles
filter-stars-2 = 2 étoiles
filter-stars-1 = 1 étoile
filter-reason = Raison
filter-any-reason = Toutes les raisons
filter-reason-other = Autre chose
filter-source = Source
filter-any-source = Toutes les sources
filter-courier = N° livreur
filter-text = Chercher commentaires et commandes
filter-clear = Effacer
period-1 = Aujourd'hui
period-7 = 7 derniers jours
period-30 = 30 derniers jours
period-90 = 90 derniers jours
period-365 = 12 derniers mois
period-all = Depuis toujours
period-custom = Du … au …
source-customer = Clients
source-courier = Rapports de livreurs
source-legacy = Ancienne application
source-import = Import
source-api = Autre programme

## Dashboard

overview-live = En direct
overview-nothing = Aucun avis
overview-nothing-lead = Le premier avis apparaîtra ici tout seul, en une seconde. Pour regarder déjà, remplissez le bureau de données d'exemple.
overview-part = Tant de commentaires contiennent ces mots que seuls les { $count } plus récents sont comptés ici.
overview-no-match = Rien dans cette période
overview-no-match-lead = Aucun avis ne correspond à ces filtres. Choisissez une période plus longue, ou effacez-les.
overview-hidden = Trop peu pour être montré
overview-hidden-lead = Les chiffres d'un livreur avec si peu de notes pourraient trahir qui les a données.
figure-all = Chiffres
figure-count = Avis
figure-mean = Note moyenne
figure-nps = NPS
figure-nps-means = Part des cinq étoiles moins part d'une à trois, de −100 à 100
figure-csat = Satisfaits
figure-csat-means = Part de quatre et cinq étoiles (CSAT)
figure-asked = Demandent un rappel
figure-published = Publiés
figure-waiting = En route
figure-waiting-means = files pas encore dans la base
figure-before = La période d'avant
trend-count = Avis par jour
trend-count-week = Avis par semaine
trend-mean = Note moyenne par jour
trend-mean-week = Note moyenne par semaine
trend-now = Cette période
trend-before = Avant
trend-so-far = jusqu'ici
trend-day = Jour
trend-week = Semaine du
part-distribution = Notes
part-reasons = Ce qui cause les mauvaises notes
part-reasons-means = Combien de notes d'une ou deux étoiles citent chaque raison
part-reasons-none = Aucune mauvaise note ne cite de raison.
part-couriers = Livreurs
part-couriers-means = Note attendue, et sa certitude : peu de notes font un long trait
part-couriers-best = Vont bien
part-couriers-worst = À aider peut-être
part-couriers-unsure = { $count ->
    [one] { $count } livreur a trop peu de notes pour être montré.
   *[other] { $count } livreurs ont trop peu de notes pour être montrés.
}
part-courier = Livreur { $courier }
part-courier-sure = Entre { $low } et { $high } étoiles, autant qu'on puisse dire
part-heat = Quand viennent les avis
part-heat-means = Jour et heure ; plus la couleur est forte, plus il y en a
part-comments = Derniers commentaires
part-comments-all = Tout afficher
sample-fill = Remplir de données d'exemple
sample-remove = Retirer les données d'exemple
sample-there = { $count ->
    [one] { $count } avis ici est inventé.
   *[other] { $count } avis ici sont inventés.
}

## The feedback list

list-page = Avis · Doorstep
list-loading = Chargement des avis
list-order = Ordre
list-order-newest = Plus récents d'abord
list-order-oldest = Plus anciens d'abord
list-order-worst = Notes basses d'abord
list-order-best = Notes hautes d'abord
list-export = Exporter
list-export-means = { $count ->
    [one] { $count } avis, exactement comme filtré
   *[other] { $count } avis, exactement comme filtrés
}
list-received = Reçu
list-rating = Étoiles
list-comment = Commentaire
list-order-number = Numéro de commande
list-courier = Livreur
list-marks = Marques
list-choose-all = Choisir toute la page
list-choose = Choisir la commande { $order }
list-chosen = { $count ->
    [one] { $count } choisi
   *[other] { $count } choisis
}
list-flag = Marquer à suivre
list-unflag = Retirer la marque
list-flagged = { $count ->
    [one] { $count } avis est modifié.
   *[other] { $count } avis sont modifiés.
}
list-follow-up = À suivre
list-no-comment = Sans commentaire
list-place = { $first } à { $last } sur { $total }
list-place-many = { $first } à { $last } sur plus de { $total }
list-export-many = Plus de { $count } avis, exactement comme filtrés
list-earlier = Précédents
list-later = Suivants
list-pages = Pages
saved-all = Filtres enregistrés
saved-name = Nom de ce filtre
saved-keep = Enregistrer ce filtre
saved-save = Enregistrer
saved-forget = Supprimer { $name }
record-title = Commande n° { $order }
record-contact = Contact
record-consent = Peut être publié
record-yes = Oui
record-no = Non
record-device = Appareil
record-id = Avis
record-history = Historique
record-created = Enregistré sur l'appareil
record-received = Reçu et dans la base
record-corrects = Corrige un avis antérieur
record-corrected = Corrigé par un avis ultérieur

## The sheet of codes

sheet-page = Codes à imprimer · Doorstep
sheet-title = Codes pour les commandes d'un jour
sheet-lead = Chaque code mène le client tout droit à l'avis sur sa commande, pendant 30 jours.
sheet-day = Jour
sheet-show = Afficher
sheet-print = Imprimer
sheet-none = Aucune commande ce jour-là
sheet-none-help = Apportez-les avec : python -m app orders import FILE.csv
sheet-more = Ce jour a plus de commandes qu'une feuille n'en montre : voici les { $count } premières.
sheet-scan = C'était comment ? Scannez pour le dire.
sheet-loading = Les codes se préparent

## The inbox

desk-inbox = Suivis
inbox-page = Suivis · Doorstep
inbox-loading = Chargement des suivis
inbox-views = Vues
inbox-view-open = Tous ouverts
inbox-view-new = Nouveau
inbox-view-mine = Les miens
inbox-view-waiting = En attente
inbox-view-done = Terminé
inbox-overdue-count = { $count ->
    [one] { $count } en retard
   *[other] { $count } en retard
}
inbox-none = Aucun suivi
inbox-none-lead = Qui demande à être contacté arrive ici tout seul. Les autres avis y viennent quand vous les marquez à suivre.
inbox-none-here = Rien ici
inbox-none-here-lead = Aucun suivi ouvert ne relève de cette vue.
inbox-none-done = Rien de terminé
inbox-none-done-lead = Les suivis terminés figurent ici, le dernier en premier.
inbox-more = En afficher d'autres
inbox-next = Suivi suivant
inbox-previous = Suivi précédent
inbox-take = Le prendre
inbox-answered = Répondu
inbox-done = Terminé
inbox-reply = Réponse
inbox-note = Note
case-new = Nouveau
case-assigned = Pris
case-waiting = En attente
case-done = Terminé
case-due = Échéance { $when }
case-overdue = En retard : { $when }
case-closed = Terminé { $when }
case-close = Fermer ce suivi
case-reopen = Rouvrir
case-no-contact = Aucun contact n'a été laissé.
case-record = L'avis entier
case-subject = Votre commande { $order }
case-reply-placeholder = Ce que vous voulez leur dire
case-reply-help = Gardé comme brouillon jusqu'à ce que vous marquiez la réponse.
case-mail = L'écrire en e-mail
case-assignee = Qui s'en occupe
case-nobody = Encore personne
case-due-by = À faire avant (heure de { $zone })
case-due-set = Fixer
case-note-placeholder = Note pour les autres ici
case-note-keep = Ajouter
case-event-opened = Arrivé
case-event-assigned = l'a confié à { $whom }
case-event-given_back = l'a rendu à tous
case-event-noted = a noté
case-event-due_set = a fixé l'échéance au
case-event-answered = a répondu
case-event-done = l'a terminé
case-event-reopened = l'a rouvert
case-event-corrected = Corrigé par son auteur
case-event-withdrawn = Plus aucun suivi n'est demandé
part-case = Ouvrir le suivi
figure-answer-time = Délai de réponse
figure-answer-time-means = La moitié de ceux qui ont demandé un contact ont eu une réponse plus tôt

## Publishing

desk-publishing = Publication
publishing-page = Publication · Doorstep
publishing-lead = Commentaires dont les auteurs ont donné leur accord. Vous les publiez entiers ou pas du tout.
publishing-loading = Chargement des commentaires
publishing-shelves = Commentaires
publishing-shelf-waiting = À lire
publishing-shelf-published = Affichés
publishing-shelf-withheld = Rejetés
publishing-fresh = { $count ->
    [one] Afficher { $count } nouveau commentaire
   *[other] Afficher { $count } nouveaux commentaires
}
publishing-gone = Quelqu'un d'autre en a décidé.
publishing-many = { $count } ou plus
publishing-none-waiting = Rien à lire
publishing-none-waiting-lead = Les nouveaux commentaires dont les auteurs acceptent la publication viennent ici tout seuls.
publishing-none-published = Rien n'est affiché
publishing-none-published-lead = Les commentaires que vous approuvez figurent ici, et partout où vous les montrez.
publishing-none-withheld = Rien n'a été rejeté
publishing-none-withheld-lead = Les commentaires que vous rejetez figurent ici ; vous pouvez revenir dessus.
publishing-approve = Approuver
publishing-reject = Rejeter
publishing-recall = Retirer
publishing-telling = Il dit un nom ou comment joindre quelqu'un : il ne peut pas être publié.
publishing-told-published = { $count ->
    [one] { $count } commentaire est affiché.
   *[other] { $count } commentaires sont affichés.
}
publishing-told-withheld = { $count ->
    [one] { $count } commentaire est rejeté.
   *[other] { $count } commentaires sont rejetés.
}
publishing-told-recalled = { $count ->
    [one] { $count } commentaire est à relire.
   *[other] { $count } commentaires sont à relire.
}
publishing-told-telling = { $count ->
    [one] { $count } dit un nom ou comment joindre quelqu'un, et a été laissé de côté.
   *[other] { $count } disent un nom ou comment joindre quelqu'un, et ont été laissés de côté.
}
publishing-told-not-offered = { $count ->
    [one] { $count } est sans commentaire ou sans accord, et a été laissé de côté.
   *[other] { $count } sont sans commentaire ou sans accord, et ont été laissés de côté.
}
publishing-next = Commentaire suivant
publishing-previous = Commentaire précédent
publishing-embed = Les montrer sur votre site
publishing-embed-lead = Mettez cette ligne là où les commentaires doivent figurer. Elle ne charge rien d'autrui, et ce que vous retirez ou qu'un auteur corrige disparaît au prochain regard.
publishing-embed-code = Ligne pour votre site
publishing-feed = La même chose en JSON
list-publish = Publier
list-withhold = Ne pas publier
