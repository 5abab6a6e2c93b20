language-name = Français
language-direction = ltr

## Around every page

frame-skip = Aller au contenu
frame-language = Langue
colours = Couleurs
colours-system = Comme l'appareil
colours-light = Clair
colours-dark = Sombre

connection-offline = Hors ligne. Ce que vous saisissez est conservé sur ce téléphone.
connection-unanswered = Le serveur ne répond pas en ce moment. Ce que vous saisissez est conservé sur ce téléphone.

update-ready = Une nouvelle version est prête.
update-held = La nouvelle version attend : envoyez ou effacez d'abord ce que vous écrivez.
update-now = L'utiliser
update-later = Plus tard

install-offered = Placez Doorstep sur votre écran d'accueil : il s'ouvre sans réseau.
install-now = Installer
install-manual = Pour placer Doorstep sur votre écran d'accueil, touchez Partager, puis Sur l'écran d'accueil.

## The camera

scan-title = Scanner le code du colis
scan-asking = Cette page peut-elle utiliser l'appareil photo ? Les images restent sur ce téléphone.
scan-looking = Tenez le code devant l'appareil photo.
scan-refused = L'appareil photo n'est pas disponible ici. Fermez cette fenêtre et saisissez le numéro.
close = Fermer

## Where a record is

state-saved = Enregistré sur ce téléphone
state-received = Reçu
state-stored = Dans la base de données
state-attention = À revoir

## Start page

landing-title = Évaluez une livraison, même sans réseau
landing-lead = Dans l'escalier, à la cave ou au fond d'une camionnette : ce que vous dites est conservé, puis envoyé dès que possible.
landing-rate = Évaluer une commande
landing-states = Où en est votre réponse, en trois mots honnêtes
landing-saved = Votre réponse est dans la mémoire de votre appareil. Vous pouvez tout fermer.
landing-received = De retour en ligne, elle a atteint notre serveur et se trouve sur son disque.
landing-stored = Elle compte. C'est seulement maintenant que votre téléphone la laisse partir.
landing-desk = Ouvrir le bureau

## No such page

missing-page = Introuvable · Doorstep
missing-title = Cette page n'existe pas
missing-lead = L'adresse est peut-être coupée ou périmée. Rien de ce que vous avez saisi n'est perdu.
missing-start = Page d'accueil

## The page that stands in for one that needs the server

offline-page = Hors ligne · Doorstep
offline-title = Cette page a besoin du serveur
offline-lead = Elle n'est pas conservée sur cet appareil, et le serveur est injoignable en ce moment. Rien n'est perdu.
offline-rate = Évaluer une commande reste possible : ce que vous saisissez est conservé sur cet appareil et envoyé quand vous serez en ligne.
offline-ways = Ce qui fonctionne
offline-again = Réessayer cette page

## Rating

rate-page = Évaluer une livraison · Doorstep
rate-title = Évaluez votre livraison
rate-order = Numéro de commande
rate-change = Modifier
rate-scan = Scanner le code
rate-courier = Numéro du livreur
rate-question = Comment s'est passée la livraison ?
rate-hint = Touchez une étoile
stars-1 = Très mal
stars-2 = Mal
stars-3 = Correct
stars-4 = Bien
stars-5 = Très bien
rate-well = Qu'est-ce qui s'est bien passé ?
rate-wrong = Qu'est-ce qui n'a pas été ?
reason-on_time = À l'heure
reason-friendly = Livreur aimable
reason-careful = Manié avec soin
reason-kept_informed = Bien tenu au courant
reason-right_place = Déposé où je voulais
reason-late = Trop tard
reason-unfriendly = Livreur désagréable
reason-damaged = Abîmé
reason-item_missing = Il manque quelque chose
reason-wrong_place = Déposé au mauvais endroit
reason-not_informed = Personne ne m'a prévenu
reason-instructions_ignored = Consignes ignorées
rate-comment = Autre chose à dire ?
rate-characters = Caractères utilisés :
rate-publish = Vous pouvez publier mon commentaire
rate-publish-help = Sans mon nom, et jamais mes coordonnées.
rate-contact-me = Merci de me recontacter
rate-contact = Téléphone ou e-mail
rate-send = Envoyer
rate-restored = Nous avons gardé ce que vous aviez commencé.
rate-start-over = Recommencer
rate-link-over = Ce lien était valable jusqu'au { $day }. Vous pouvez encore écrire ici, mais il faudra peut-être un nouveau lien pour que cela compte.
rate-earlier = Vous avez déjà évalué cette commande sur ce téléphone.
rate-correct = Corriger
rate-correcting = Vous corrigez ce que vous avez déjà envoyé.
rate-withdrawn = Retiré. Rien n'en sera envoyé.
rate-another = Évaluer une autre commande
thanks-title = Merci
thanks-order = Commande { $order }
thanks-saved = Ce sera envoyé quand vous serez de nouveau en ligne. Vous pouvez fermer cette page.
thanks-signed-out = Ce sera envoyé après la connexion à votre compte.
thanks-received = C'est arrivé sur notre serveur.
thanks-stored = C'est pris en compte. Merci.
thanks-attention = Cela n'a pas pu être accepté tel quel. C'est conservé sur ce téléphone.

## What is wrong with a field

problem-orderId-missing = De quelle commande s'agit-il ? Le numéro figure sur le colis.
problem-orderId-wrong_form = Un numéro de commande n'a que des lettres, des chiffres et - _ . / #.
problem-orderId-too_long = Un numéro de commande a au plus { $limit } caractères.
problem-courierId-missing = Qui a livré ? Le livreur peut vous donner son numéro.
problem-courierId-wrong_type = Le numéro d'un livreur est un nombre entier.
problem-courierId-out_of_range = Le numéro d'un livreur est 1 ou plus.
problem-rating-missing = Touchez une à cinq étoiles.
problem-comment-too_long = Un commentaire a au plus { $limit } caractères.
problem-contact-too_long = Ceci a au plus { $limit } caractères.
problem-other = Veuillez revoir ceci.

## What waits

waiting-unreadable = Certaines évaluations conservées sont illisibles. Elles ont été mises de côté.
waiting-export = Enregistrer dans un fichier
waiting-import = Lire un fichier
waiting-imported = { $added ->
    [0] Le fichier ne contenait rien de nouveau.
    [one] { $added } évaluation a été ajoutée depuis le fichier.
   *[other] { $added } évaluations ont été ajoutées depuis le fichier.
}
waiting-retry = Réessayer
waiting-withdraw = Retirer

lock-passphrase = Phrase secrète
lock-locked = Ce qui attend ici est verrouillé. Vous pouvez noter malgré tout : cela s'ajoute au reste.
lock-unlock = Déverrouiller
lock-forgotten = Phrase secrète oubliée
lock-now = Verrouiller maintenant
lock-remove = Enlever la phrase secrète
lock-offer = Verrouiller avec une phrase secrète
lock-help = Pour un téléphone partagé. Elle est demandée après chaque rechargement ; personne ne peut la retrouver.
lock-set = Choisir la phrase secrète
forget-title = Oublier ce qui attend sur ce téléphone ?
forget-lost = Personne ne peut le retrouver : ni ce qui attend, ni les formulaires à moitié remplis.
forget-keep = Garder
forget-all = Tout oublier

## What went wrong on the device, by the codes in app/jazz/errors.ts

error-storage_full = Ce téléphone n'a plus de place. Votre texte est encore dans le formulaire ; libérez de la place et renvoyez.
error-storage_unavailable = Ce navigateur ne laisse rien conserver aux pages, comme certaines fenêtres privées. Utilisez une autre fenêtre.
error-storage_failed = Ce téléphone n'a pas pu le conserver. Votre texte est encore dans le formulaire ; renvoyez-le.
error-storage_lost = Ce navigateur a fermé sa mémoire et ne la rouvre pas. Rechargez la page.
error-storage_erased = Cet appareil a été oublié dans un autre onglet. Rechargez la page.
error-storage_outdated = Une version plus récente de cette page est ouverte dans un autre onglet. Rechargez la page.
error-storage_blocked = Un ancien onglet de cette page occupe la mémoire. Fermez les autres onglets.
error-storage_cleared = La mémoire de ce navigateur a été vidée pendant que la page était ouverte.
error-storage_begun = Un autre onglet a commencé un autre document.
error-storage_corrupt = Certaines évaluations conservées sont illisibles. Elles ont été mises de côté ; le reste est en sûreté.
error-storage_low = Ce téléphone manque bientôt de place. Passez en ligne, ou enregistrez ce qui attend dans un fichier.
error-storage_locked = Ce qui attend sur ce téléphone est verrouillé. Déverrouillez-le avec la phrase secrète.
error-wrong_passphrase = Ce n'est pas la phrase secrète.
error-unlock_later = Trop de phrases secrètes fausses. Attendez une minute, puis réessayez.
error-passphrase_short = Une phrase secrète compte au moins 8 caractères.
error-no_passphrase = Il n'y a pas de phrase secrète ici : rien ne peut être verrouillé.
error-encryption_unavailable = Ce navigateur ne peut pas chiffrer ici ; ce qui attend est conservé tel quel.
error-not_admitted = Le serveur n'admet plus cet appareil. Tout est conservé ici ; adressez-vous au responsable de ce service.
error-sign_in_needed = Connectez-vous à votre compte pour que ce qui attend ici puisse être envoyé.
error-server_full = Le serveur n'a plus de place pour cet appareil. Tout est conservé ici et sera réessayé.
error-invalid = Il manque quelque chose ou quelque chose est faux. Voyez les champs marqués.
error-not_found = Cette évaluation n'attend plus.
error-already_sent = Cette évaluation est déjà en route et ne peut plus être retirée.
error-overtaken = Un autre onglet a été plus rapide. Réessayez.
error-no_answer = Le serveur ne répond pas. Réessayez quand vous serez en ligne.
error-bad_code = Ce code n'est pas ou plus valable. Demandez-en un nouveau à l'autre appareil.
error-unreadable_file = Ce fichier n'est pas une file enregistrée.

## The connection

connection-reconnecting = La vue en direct se reconnecte. Ce que vous voyez a peut-être quelques secondes de retard.
connection-outdated = Hors ligne. Ce que vous voyez date de la dernière connexion.
connection-partial = Le serveur ne répond qu'en partie. Ce que vous voyez est en direct, mais certaines actions peuvent échouer.

## Start page, the ways

landing-page = Doorstep
landing-ways = Où aller
landing-rate-help = Vous avez reçu une livraison, avec ou sans code ni lien
landing-courier = Livrer les commandes du jour
landing-courier-help = Vous livrez : votre liste, la remise du téléphone, les signalements
landing-desk-help = Vous travaillez au bureau : chiffres, réponses, personnes

## A page that fails

mishap-page = Incident · Doorstep
mishap-title = Cette page a trébuché
mishap-safe = Vos avis sont en sécurité : ce que vous avez envoyé est conservé sur ce téléphone, comme ce que vous aviez commencé.
mishap-ways = Rouvrez la page. Si elle échoue encore, enregistrez ce qui attend dans un fichier et prévenez le service.
mishap-again = La rouvrir

## Couriers

courier-page = Commandes du jour · Doorstep
courier-title = Commandes du jour
courier-loading = Ouverture de vos commandes
courier-who = Qui porte ce téléphone ?
courier-number = Votre numéro de livreur
courier-number-help = Il reste sur ce téléphone et accompagne chaque avis.
courier-save = C'est moi
courier-is = Livreur { $number }
courier-change = Changer de numéro
courier-counted = { $rated } sur { $total } évaluées
courier-as-of = État : { $ago }
courier-refresh = Actualiser
courier-list = Commandes
courier-search = Chercher un numéro, une adresse ou un nom
courier-open = Sans avis
courier-hand-over = Remettre le téléphone
courier-rate = Évaluer
courier-report = Signaler
courier-your-report = Votre signalement :
courier-not-listed = Absente de la liste du jour. Vous pouvez l'évaluer quand même.
courier-link-only = Elle n'est pas dans la liste du jour, et ici une commande ne s'évalue qu'avec son code ou son lien. Scannez le code sur le colis.
courier-none = Pas encore de commandes
courier-none-help = Vos commandes du jour apparaissent ici dès que le bureau les a apportées. Saisissez toute autre commande ci-dessus.
courier-none-found = Aucune commande de ce nom
courier-none-found-help = Saisissez son numéro entier pour l'évaluer quand même.
courier-no-answer = Le serveur ne répond pas. Voici la liste d'avant.
courier-no-answer-yet = Le serveur ne répond pas. Saisissez un numéro de commande ci-dessus : cela marche sans la liste.
courier-not-given = Le bureau n'a pas encore attribué ce téléphone à un livreur.
courier-device = Indiquez-lui cet appareil : { $device }

## Nothing can be kept

blocked-title = Rien ne peut être conservé ici
blocked-window = Utilisez une fenêtre normale plutôt qu'une fenêtre privée.
blocked-settings = Autorisez ce site à enregistrer des données dans les réglages du navigateur.
blocked-browser = Ou ouvrez cette page dans un autre navigateur.
blocked-again = Réessayer

## The phone in a customer's hands

hand-give-back = Merci de rendre le téléphone maintenant.
hand-courier = Pour le livreur
hand-ask = Appuyez deux secondes sur le bouton, ou saisissez votre numéro de livreur.
hand-ask-pin = Saisissez votre code secret pour revenir à vos commandes.
hand-pin = Code secret
hand-back = Retour à mes commandes
hand-wrong-pin = Ce n'est pas le bon code secret.
hand-wrong-number = Ce n'est pas votre numéro.
hand-later = Trop de codes faux. Attendez un peu, puis réessayez.
hand-forgotten = Continuer sans code secret
hand-pin-title = Code secret pour la remise
hand-pin-why = Quand un client a le téléphone, seul ce code mène à vos commandes. Sans lui, un appui long suffit.
hand-new-pin = Nouveau code secret
hand-new-pin-help = De quatre à huit chiffres
hand-pin-form = Un code secret a de quatre à huit chiffres.
hand-set-pin = Définir le code secret
hand-has-pin = Un code secret est défini.
hand-pin-set = Le code secret est défini.
hand-forget-pin = Retirer le code secret
hand-no-pin = Ce navigateur ne peut pas conserver de code ici. Un appui long ramène à vos commandes.

## A courier's report

report-page = Signalement · Doorstep
report-title = Signaler un problème de commande
report-lead = Pour le bureau. Ce n'est pas un avis, et le client ne le voit pas.
report-kinds = Qu'est-ce qui a gêné ?
reason-access = Pas d'accès
reason-address = Adresse fausse ou introuvable
reason-customer_absent = Personne sur place
reason-safety = Pas sûr
report-other = Autre chose
report-outcome = Comment cela s'est-il terminé ?
outcome-not_delivered = Pas livrée
outcome-with_trouble = Livrée avec difficulté
outcome-delivered = Livrée
report-outcome-missing = Dites comment cela s'est terminé.
report-comment = Que doit savoir le bureau ?
report-follow-up = Le bureau doit me rappeler
report-done = Signalé

## One's own feedback

mine-page = Mes avis · Doorstep
mine-title = Mes avis
mine-loading = Recherche de ce qui est conservé ici
mine-locked = Verrouillé
mine-parts = Parties de cette page
mine-records = Réponses
mine-phone = Téléphone
mine-devices = Appareils
mine-synced = Dernier accord avec le serveur : { $when }
mine-never = Ce téléphone n'a pas encore parlé avec le serveur.
mine-connecting = Question posée au serveur …
mine-waiting = Le serveur ne répond pas. Nous continuons d'essayer.
mine-stopped = Le serveur n'admet pas ce téléphone.
mine-signed_out = Ce qui attend ici sera envoyé après la connexion à votre compte.
mine-send = Envoyer maintenant
mine-sign-in = Connexion
mine-totals = Combien, et où ; touchez pour ne voir que cela
mine-list = Vos avis, les plus récents d'abord
mine-stars = { $stars } étoiles sur 5
mine-none = Il n'y en a pas ici pour le moment.
mine-empty-title = Encore rien ici
mine-empty = Ce que vous envoyez reste ici jusqu'à son arrivée dans la base de données, et dit où il en est.
mine-withdrawn = L'avis sur la commande { $order } a été repris.
mine-bring-back = Le remettre
mine-why = Ce qui ne va pas
mine-arrived = Dans la base de données depuis { $when }. Son contenu n'est plus sur ce téléphone.
mine-correction = Il a quitté ce téléphone. Ce que vous changez part comme correction et le remplace.
mine-contact = Souhaite être contacté : { $contact }
mine-courier = Livreur { $courier }
mine-written = Écrit { $when }

## Why a record was refused

why-unknown-order = Ce numéro de commande est inconnu. Regardez encore le colis et corrigez-le.
why-link-missing = Cette commande ne s'évalue qu'avec son lien. Ouvrez le lien reçu et évaluez à nouveau.
why-link-for-another = Le lien utilisé appartient à une autre commande. Corrigez le numéro, ou ouvrez le bon lien.
why-not-yours = Cet avis a été écrit sur un autre appareil : envoyez-le depuis celui-là.
why-conflict = Autre chose est déjà arrivé sous le même repère. Rien n'est perdu : quelqu'un au bureau compare les deux.
why-declined = Quelqu'un au bureau l'a regardé et répond : { $reason }
why-refused = Le serveur ne peut pas le prendre tel quel. Il dit : { $reason }
why-no-reason = Le serveur ne peut pas le prendre tel quel, et ne dit pas pourquoi. Réessayez, ou corrigez-le.

## This phone

phone-storage = Ce qui est conservé ici
phone-room = { $used } sont utilisés sur ce téléphone, { $left } restent libres.
phone-kept = Le navigateur le garde jusqu'à ce que vous l'effaciez.
phone-may-go = Le navigateur peut l'effacer quand la place manque sur ce téléphone.
phone-keep = Demander au navigateur de le garder
phone-refused = Il n'a rien promis. Enregistrez un fichier quand beaucoup attend.
phone-encrypted = Ce qui attend est chiffré sur ce téléphone.
phone-plain = Ce qui attend n'est pas chiffré sur ce téléphone.
phone-file = Ce qui attend, dans un fichier
phone-file-help = Pour un téléphone plein, cassé ou changé. Rien n'est doublé, même si le fichier est lu plusieurs fois.
phone-lock = Phrase secrète
phone-forget-title = Donner ce téléphone
phone-forget-help = Détruit ce qui attend ici et ses clés. Le serveur garde ce qu'il a.
phone-forget = Tout oublier ici

## Paired devices

pair-lead = Les appareils associés montrent les mêmes avis, et chacun les envoie.
pair-title = Ajouter un appareil
pair-show = Afficher un code
pair-again = Afficher un autre code
pair-picture = Code pour l'appareil photo de l'autre appareil
pair-how = Scannez ceci avec l'autre appareil, ou saisissez-y le code.
pair-until = Valable une fois, jusqu'à { $when }
join-title = Rejoindre un autre appareil
join-help = Ce qui attend ici vient avec vous. Ensuite, les deux montrent la même chose.
join-code = Code
join-scan = Scanner un code
join-do = Rejoindre
join-done = C'est fait. Les deux appareils montrent désormais la même chose.
devices-title = Appareils associés
devices-direct =
    { $count ->
        [one] L'un d'eux est relié directement à ce téléphone, même sans le serveur.
       *[other] { $count } d'entre eux sont reliés directement à ce téléphone, même sans le serveur.
    }
devices-none = Ce téléphone n'a pas encore parlé avec le serveur : aucun appareil ne lui est associé.
devices-unknown = Les appareils associés s'affichent quand le serveur répond.
device-unnamed = Appareil sans nom
device-here = Cet appareil
device-seen = Vu pour la dernière fois : { $when }
device-since = Ici depuis { $day }
device-name = Nom
device-rename = Utiliser ce nom
device-disconnect = Dissocier
device-loses = Il ne voit plus rien d'ici. Ce qu'il n'a pas envoyé y reste et suit son propre chemin.
device-loses-here = Cet appareil ne voit plus rien des autres. Ce qu'il n'a pas envoyé y reste et suit son propre chemin.
device-disconnect-now = Le dissocier

## The bar

bar-locked =
    { $count ->
        [0] Vos avis sont verrouillés
        [one] Verrouillé. Un avis est arrivé depuis.
       *[other] Verrouillé. { $count } avis sont arrivés depuis.
    }
bar-attention =
    { $count ->
        [one] Un avis est à revoir
       *[other] { $count } avis sont à revoir
    }
bar-saved =
    { $count ->
        [one] Un avis enregistré sur ce téléphone · { $when }
       *[other] { $count } avis enregistrés sur ce téléphone · le premier { $when }
    }
bar-signed-out =
    { $count ->
        [one] Un avis enregistré ici. Connectez-vous pour l'envoyer.
       *[other] { $count } avis enregistrés ici. Connectez-vous pour les envoyer.
    }
bar-received =
    { $count ->
        [one] Un avis reçu, en route vers la base de données · { $when }
       *[other] { $count } avis reçus, en route vers la base de données · le premier { $when }
    }
bar-stored = Tout est dans la base de données · { $when }
import-known =
    { $known ->
        [one] Un avis était déjà là.
       *[other] { $known } avis étaient déjà là.
    }
import-unreadable =
    { $unreadable ->
        [one] Un avis n'a pas pu être lu.
       *[other] { $unreadable } avis n'ont pas pu être lus.
    }
lock-done = La phrase secrète est définie.
lock-change = Utiliser une autre phrase secrète
lock-set-other = Utiliser celle-ci désormais
forget-count =
    { $count ->
        [0] Rien n'attend ici en ce moment.
        [one] Une réponse attend ici.
       *[other] { $count } réponses attendent ici.
    }
