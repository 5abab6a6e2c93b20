language-name = Español
language-direction = ltr

## Around every page

frame-skip = Ir al contenido
frame-language = Idioma
colours = Colores
colours-system = Como el dispositivo
colours-light = Claro
colours-dark = Oscuro

connection-offline = Sin conexión. Lo que escriba se guarda en este teléfono.
connection-unanswered = El servidor no responde en este momento. Lo que escriba se guarda en este teléfono.

update-ready = Hay una versión nueva.
update-held = La versión nueva espera: envíe o borre primero lo que está escribiendo.
update-now = Usarla ahora
update-later = Más tarde

install-offered = Ponga Doorstep en su pantalla de inicio: se abre sin red.
install-now = Instalar
install-manual = Para poner Doorstep en su pantalla de inicio, toque Compartir y luego Añadir a pantalla de inicio.

## The camera

scan-title = Escanear el código del paquete
scan-asking = ¿Puede esta página usar la cámara? Las imágenes se quedan en este teléfono.
scan-looking = Ponga el código delante de la cámara.
scan-refused = Aquí no se puede usar la cámara. Cierre esta ventana y escriba el número.
close = Cerrar

## Where a record is

state-saved = Guardado en este teléfono
state-received = Recibido
state-stored = En la base de datos
state-attention = Requiere su atención

## Start page

landing-title = Valore una entrega, incluso sin cobertura
landing-lead = En la escalera, en el sótano o en la furgoneta: lo que diga se guarda y se envía en cuanto se pueda.
landing-rate = Valorar un pedido
landing-states = Dónde está su respuesta, en tres palabras sinceras
landing-saved = Su respuesta está en la memoria de su dispositivo. Puede cerrarlo todo.
landing-received = De nuevo con conexión, ha llegado a nuestro servidor y está en su disco.
landing-stored = Ya cuenta. Solo ahora la suelta su teléfono.
landing-desk = Abrir la oficina

## No such page

missing-page = No encontrada · Doorstep
missing-title = Esta página no existe
missing-lead = Puede que la dirección esté cortada o anticuada. No se ha perdido nada de lo que ha escrito.
missing-start = Página de inicio

## The page that stands in for one that needs the server

offline-page = Sin conexión · Doorstep
offline-title = Esta página necesita el servidor
offline-lead = No está guardada en este dispositivo y ahora no se puede llegar al servidor. No se ha perdido nada.
offline-rate = Valorar un pedido sigue funcionando: lo que escriba se guarda en este dispositivo y se envía cuando vuelva a tener conexión.
offline-ways = Lo que funciona ahora
offline-again = Probar esta página otra vez

## Rating

rate-page = Valorar una entrega · Doorstep
rate-title = Valore su entrega
rate-order = Número de pedido
rate-change = Cambiar
rate-scan = Escanear el código
rate-courier = Número del repartidor
rate-question = ¿Qué tal fue la entrega?
rate-hint = Toque una estrella
stars-1 = Muy mal
stars-2 = Mal
stars-3 = Aceptable
stars-4 = Bien
stars-5 = Muy bien
rate-well = ¿Qué fue bien?
rate-wrong = ¿Qué fue mal?
reason-on_time = A tiempo
reason-friendly = Repartidor amable
reason-careful = Tratado con cuidado
reason-kept_informed = Me mantuvieron al corriente
reason-right_place = Dejado donde pedí
reason-late = Demasiado tarde
reason-unfriendly = Repartidor antipático
reason-damaged = Dañado
reason-item_missing = Faltaba algo
reason-wrong_place = Dejado en otro sitio
reason-not_informed = Nadie me avisó
reason-instructions_ignored = No siguieron las instrucciones
rate-comment = ¿Algo más?
rate-characters = Caracteres usados:
rate-publish = Pueden publicar mi comentario
rate-publish-help = Sin mi nombre y nunca con mis datos de contacto.
rate-contact-me = Pónganse en contacto conmigo
rate-contact = Teléfono o correo
rate-send = Enviar
rate-restored = Hemos guardado lo que había empezado.
rate-start-over = Empezar de nuevo
rate-link-over = Este enlace fue válido hasta el { $day }. Todavía puede escribir aquí, pero quizá necesite un enlace nuevo para que cuente.
rate-earlier = Ya ha valorado este pedido en este teléfono.
rate-correct = Corregir
rate-correcting = Está corrigiendo lo que ya envió.
rate-withdrawn = Retirado. No se envía nada de ello.
rate-another = Valorar otro pedido
thanks-title = Gracias
thanks-order = Pedido { $order }
thanks-saved = Se enviará cuando vuelva a tener conexión. Puede cerrar esta página.
thanks-received = Ha llegado a nuestro servidor.
thanks-stored = Ya cuenta. Gracias.
thanks-attention = No se pudo aceptar tal como está. Se guarda en este teléfono.

## What is wrong with a field

problem-orderId-missing = ¿Qué pedido es? El número está en el paquete.
problem-orderId-wrong_form = Un número de pedido solo tiene letras, cifras y - _ . / #.
problem-orderId-too_long = Un número de pedido tiene como mucho { $limit } caracteres.
problem-courierId-missing = ¿Quién lo entregó? El repartidor puede decirle su número.
problem-courierId-wrong_type = El número de un repartidor es un número entero.
problem-courierId-out_of_range = El número de un repartidor es 1 o mayor.
problem-rating-missing = Toque de una a cinco estrellas.
problem-comment-too_long = Un comentario tiene como mucho { $limit } caracteres.
problem-contact-too_long = Aquí caben como mucho { $limit } caracteres.
problem-other = Vuelva a mirar esto, por favor.

## What waits

waiting-unreadable = Algunas valoraciones guardadas no se pueden leer. Se han apartado.
waiting-export = Guardar en un archivo
waiting-import = Leer un archivo
waiting-imported = { $added ->
    [0] El archivo no contenía nada nuevo.
    [one] Se añadió { $added } valoración del archivo.
   *[other] Se añadieron { $added } valoraciones del archivo.
}
waiting-retry = Intentar de nuevo
waiting-withdraw = Retirar

lock-passphrase = Frase secreta
lock-locked = Lo que espera aquí está bloqueado. Puede valorar igualmente: se añadirá al resto.
lock-unlock = Desbloquear
lock-forgotten = Olvidé la frase secreta
lock-now = Bloquear ahora
lock-remove = Quitar la frase secreta
lock-offer = Bloquear con una frase secreta
lock-help = Para un teléfono que usan varias personas. Se pide tras cada recarga; nadie puede recuperarla.
lock-set = Poner la frase secreta
forget-title = ¿Olvidar lo que espera en este teléfono?
forget-lost = Nadie puede recuperarlo: ni lo que espera ni los formularios a medio rellenar.
forget-keep = Conservar
forget-all = Olvidar todo

## What went wrong on the device, by the codes in app/jazz/errors.ts

error-storage_full = Este teléfono no tiene más espacio. Su texto sigue en el formulario; libere espacio y envíelo de nuevo.
error-storage_unavailable = Este navegador no deja guardar nada a las páginas, como algunas ventanas privadas. Use otra ventana.
error-storage_failed = Este teléfono no pudo guardarlo. Su texto sigue en el formulario; envíelo de nuevo.
error-storage_lost = Este navegador cerró su memoria y no la abre de nuevo. Recargue la página.
error-storage_erased = Este dispositivo se olvidó en otra pestaña. Recargue la página.
error-storage_outdated = Hay una versión más nueva de esta página abierta en otra pestaña. Recargue la página.
error-storage_blocked = Una pestaña más antigua de esta página ocupa la memoria. Cierre las demás pestañas.
error-storage_cleared = La memoria de este navegador se vació mientras la página estaba abierta.
error-storage_begun = Otra pestaña ha empezado otro documento.
error-storage_corrupt = Algunas valoraciones guardadas no se pueden leer. Se han apartado; el resto está a salvo.
error-storage_low = A este teléfono le queda poco espacio. Conéctese pronto o guarde lo que espera en un archivo.
error-storage_locked = Lo que espera en este teléfono está bloqueado. Desbloquéelo con la frase secreta.
error-wrong_passphrase = Esa no es la frase secreta.
error-unlock_later = Demasiadas frases secretas erróneas. Espere un minuto y vuelva a intentarlo.
error-passphrase_short = Una frase secreta necesita al menos 8 caracteres.
error-no_passphrase = Aquí no hay frase secreta: no se puede bloquear nada.
error-encryption_unavailable = Este navegador no puede cifrar aquí; lo que espera se guarda tal cual.
error-not_admitted = El servidor ya no admite este dispositivo. Todo se guarda aquí; pregunte a quien lleva este servicio.
error-server_full = El servidor no tiene sitio para más de este dispositivo. Todo se guarda aquí y se intentará de nuevo.
error-invalid = Falta algo o algo no está bien. Mire los campos marcados.
error-not_found = Esta valoración ya no espera.
error-already_sent = Esta valoración ya está en camino y no se puede retirar.
error-overtaken = Otra pestaña fue más rápida. Inténtelo otra vez.
error-no_answer = El servidor no responde ahora. Inténtelo cuando tenga conexión.
error-bad_code = Este código no vale o ya no vale. Pida uno nuevo al otro dispositivo.
error-unreadable_file = Este archivo no es una cola guardada.
