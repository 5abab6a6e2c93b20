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
error-server_full = Le serveur n'a plus de place pour cet appareil. Tout est conservé ici et sera réessayé.
error-invalid = Il manque quelque chose ou quelque chose est faux. Voyez les champs marqués.
error-not_found = Cette évaluation n'attend plus.
error-already_sent = Cette évaluation est déjà en route et ne peut plus être retirée.
error-overtaken = Un autre onglet a été plus rapide. Réessayez.
error-no_answer = Le serveur ne répond pas. Réessayez quand vous serez en ligne.
error-bad_code = Ce code n'est pas ou plus valable. Demandez-en un nouveau à l'autre appareil.
error-unreadable_file = Ce fichier n'est pas une file enregistrée.
