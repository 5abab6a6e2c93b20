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
thanks-signed-out = Se enviará cuando entre en su cuenta.
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
error-sign_in_needed = Entre en su cuenta para que se pueda enviar lo que espera aquí.
error-server_full = El servidor no tiene sitio para más de este dispositivo. Todo se guarda aquí y se intentará de nuevo.
error-invalid = Falta algo o algo no está bien. Mire los campos marcados.
error-not_found = Esta valoración ya no espera.
error-already_sent = Esta valoración ya está en camino y no se puede retirar.
error-overtaken = Otra pestaña fue más rápida. Inténtelo otra vez.
error-no_answer = El servidor no responde ahora. Inténtelo cuando tenga conexión.
error-bad_code = Este código no vale o ya no vale. Pida uno nuevo al otro dispositivo.
error-unreadable_file = Este archivo no es una cola guardada.

## The connection

connection-reconnecting = La vista en directo se está reconectando. Lo que ve puede tener unos segundos de retraso.
connection-outdated = Sin conexión. Lo que ve es de la última conexión.
connection-partial = El servidor responde solo en parte. Lo que ve está en directo, pero algunas acciones pueden fallar.

## Start page, the ways

landing-page = Doorstep
landing-ways = Adónde ir
landing-rate-help = Ha recibido una entrega, con o sin código o enlace
landing-courier = Entregar los pedidos de hoy
landing-courier-help = Usted reparte: su lista, la entrega del teléfono, los avisos
landing-desk-help = Trabaja en la oficina: cifras, respuestas, personas

## A page that fails

mishap-page = Tropiezo · Doorstep
mishap-title = Esta página ha tropezado
mishap-safe = Sus valoraciones están a salvo: lo que envió se guarda en este teléfono, y también lo que había empezado.
mishap-ways = Vuelva a abrir la página. Si falla otra vez, guarde lo pendiente en un archivo y avise a quien lleva el servicio.
mishap-again = Abrirla de nuevo

## Couriers

courier-page = Pedidos de hoy · Doorstep
courier-title = Pedidos de hoy
courier-loading = Abriendo sus pedidos
courier-who = ¿Quién lleva este teléfono?
courier-number = Su número de repartidor
courier-number-help = Se queda en este teléfono y acompaña a cada valoración.
courier-save = Soy yo
courier-is = Repartidor { $number }
courier-change = Cambiar número
courier-counted = { $rated } de { $total } valorados
courier-as-of = Actualizado { $ago }
courier-refresh = Actualizar
courier-list = Pedidos
courier-search = Buscar por número, dirección o nombre
courier-open = Sin valorar
courier-hand-over = Pasar el teléfono
courier-rate = Valorar
courier-report = Avisar
courier-your-report = Su aviso:
courier-not-listed = No está en la lista de hoy. Puede valorarlo igualmente.
courier-link-only = No está en la lista de hoy, y aquí un pedido solo se valora con su código o su enlace. Escanee el código del paquete.
courier-none = Todavía no hay pedidos
courier-none-help = Sus pedidos de hoy aparecen aquí cuando la oficina los haya traído. Cualquier otro pedido puede escribirlo arriba.
courier-none-found = No existe ese pedido
courier-none-found-help = Escriba su número completo para valorarlo igualmente.
courier-no-answer = El servidor no responde. Esta es la lista de antes.
courier-no-answer-yet = El servidor no responde. Escriba un número de pedido arriba: funciona sin la lista.
courier-not-given = La oficina aún no ha asignado este teléfono a un repartidor.
courier-device = Dígales este dispositivo: { $device }

## Nothing can be kept

blocked-title = Aquí no se puede guardar nada
blocked-window = Use una ventana normal en lugar de una privada.
blocked-settings = Permita que este sitio guarde datos en los ajustes del navegador.
blocked-browser = O abra esta página en otro navegador.
blocked-again = Intentar de nuevo

## The phone in a customer's hands

hand-give-back = Por favor, devuelva el teléfono ahora.
hand-courier = Para el repartidor
hand-ask = Mantenga pulsado el botón dos segundos, o escriba su número de repartidor.
hand-ask-pin = Escriba su pin para volver a sus pedidos.
hand-pin = Pin
hand-back = Volver a mis pedidos
hand-wrong-pin = Este no es el pin.
hand-wrong-number = Este no es su número.
hand-later = Demasiados pines equivocados. Espere un poco y vuelva a intentarlo.
hand-forgotten = Seguir sin el pin
hand-pin-title = Pin para pasar el teléfono
hand-pin-why = Cuando un cliente tiene el teléfono, solo este pin lleva a sus pedidos. Sin él, basta una pulsación larga.
hand-new-pin = Pin nuevo
hand-new-pin-help = De cuatro a ocho cifras
hand-pin-form = Un pin tiene de cuatro a ocho cifras.
hand-set-pin = Poner el pin
hand-has-pin = Hay un pin puesto.
hand-pin-set = El pin está puesto.
hand-forget-pin = Quitar el pin
hand-no-pin = Este navegador no puede guardar un pin aquí. Una pulsación larga lleva de vuelta.

## A courier's report

report-page = Aviso · Doorstep
report-title = Avisar sobre un pedido
report-lead = Para la oficina. No es una valoración, y el cliente no lo ve.
report-kinds = ¿Qué se interpuso?
reason-access = Sin acceso
reason-address = Dirección equivocada o difícil de encontrar
reason-customer_absent = No había nadie
reason-safety = No es seguro
report-other = Otra cosa
report-outcome = ¿Cómo terminó?
outcome-not_delivered = No entregado
outcome-with_trouble = Entregado con dificultades
outcome-delivered = Entregado
report-outcome-missing = Diga cómo terminó.
report-comment = ¿Qué debe saber la oficina?
report-follow-up = La oficina debe llamarme
report-done = Avisado

## One's own feedback

mine-page = Mis valoraciones · Doorstep
mine-title = Mis valoraciones
mine-loading = Mirando lo que hay guardado aquí
mine-locked = Bloqueado
mine-parts = Partes de esta página
mine-records = Respuestas
mine-phone = Teléfono
mine-devices = Dispositivos
mine-synced = Última vez al día con el servidor: { $when }
mine-never = Este teléfono aún no ha hablado con el servidor.
mine-connecting = Preguntando al servidor …
mine-waiting = El servidor no responde. Seguimos intentándolo.
mine-stopped = El servidor no admite este teléfono.
mine-signed_out = Lo que espera aquí se enviará cuando entre en su cuenta.
mine-send = Enviar ahora
mine-sign-in = Entrar
mine-totals = Cuánto hay y dónde; toque para ver solo eso
mine-list = Sus valoraciones, las más recientes primero
mine-stars = { $stars } de 5 estrellas
mine-none = Ahora no hay ninguna aquí.
mine-empty-title = Todavía no hay nada aquí
mine-empty = Lo que envía permanece aquí hasta que esté en la base de datos, y dice dónde está.
mine-withdrawn = Se retiró la valoración del pedido { $order }.
mine-bring-back = Recuperarla
mine-why = Qué falla
mine-arrived = En la base de datos desde { $when }. Su contenido ya no está en este teléfono.
mine-correction = Ha salido de este teléfono. Lo que cambie va como corrección y ocupa su lugar.
mine-contact = Pide que se le contacte: { $contact }
mine-courier = Repartidor { $courier }
mine-written = Escrita { $when }

## Why a record was refused

why-unknown-order = Este número de pedido no se conoce. Mire el paquete otra vez y corríjalo.
why-link-missing = Este pedido solo puede valorarse con su enlace. Abra el enlace que recibió y valore de nuevo.
why-link-for-another = El enlace que usó pertenece a otro pedido. Corrija el número, o abra el enlace correcto.
why-not-yours = Esto se escribió en otro dispositivo, así que este no puede traerlo. Envíelo desde aquel.
why-conflict = Antes llegó otra cosa con la misma marca. No se pierde nada: alguien en la oficina compara las dos.
why-declined = Alguien de la oficina lo ha mirado y dice: { $reason }
why-refused = El servidor no puede aceptarla tal como está. Dice: { $reason }
why-no-reason = El servidor no puede aceptarla tal como está, y no dice por qué. Inténtelo otra vez, o corríjala.

## This phone

phone-storage = Lo que se guarda aquí
phone-room = En este teléfono se usan { $used }, quedan { $left }.
phone-kept = El navegador lo guarda hasta que usted lo elimine.
phone-may-go = El navegador puede borrarlo cuando falte espacio en este teléfono.
phone-keep = Pedir al navegador que lo guarde
phone-refused = No lo prometió. Guarde un archivo cuando haya mucho pendiente.
phone-encrypted = Lo pendiente está cifrado en este teléfono.
phone-plain = Lo pendiente no está cifrado en este teléfono.
phone-file = Lo pendiente, en un archivo
phone-file-help = Para un teléfono lleno, roto o cambiado. Nada se duplica, por muchas veces que se lea el archivo.
phone-lock = Frase secreta
phone-forget-title = Dar este teléfono a otra persona
phone-forget-help = Destruye lo pendiente y sus claves. Lo que el servidor tiene, lo conserva.
phone-forget = Olvidar todo aquí

## Paired devices

pair-lead = Los dispositivos vinculados muestran las mismas valoraciones, y cada uno las envía.
pair-title = Añadir un dispositivo
pair-show = Mostrar un código
pair-again = Mostrar otro código
pair-picture = Código para la cámara del otro dispositivo
pair-how = Escanéelo con la cámara del otro dispositivo, o escriba allí el código.
pair-until = Vale una vez, hasta { $when }
join-title = Unirse a otro dispositivo
join-help = Lo que espera aquí va con usted. Desde entonces los dos muestran lo mismo.
join-code = Código
join-scan = Escanear un código
join-do = Unirse
join-done = Unidos. Los dos dispositivos muestran ahora lo mismo.
devices-title = Dispositivos vinculados
devices-direct =
    { $count ->
        [one] Uno de ellos está conectado directamente con este teléfono, también sin el servidor.
       *[other] { $count } de ellos están conectados directamente con este teléfono, también sin el servidor.
    }
devices-none = Este teléfono aún no ha hablado con el servidor, así que no hay ningún dispositivo vinculado.
devices-unknown = Los dispositivos vinculados se muestran cuando el servidor responde.
device-unnamed = Dispositivo sin nombre
device-here = Este dispositivo
device-seen = Visto por última vez: { $when }
device-since = Aquí desde { $day }
device-name = Nombre
device-rename = Usar este nombre
device-disconnect = Desvincular
device-loses = Ya no ve nada de lo que hay aquí. Lo que no ha enviado se queda en él y sigue su propio camino.
device-loses-here = Este dispositivo ya no ve nada de los otros. Lo que no ha enviado se queda en él y sigue su propio camino.
device-disconnect-now = Desvincularlo

## The bar

bar-locked =
    { $count ->
        [0] Sus valoraciones están bloqueadas
        [one] Bloqueado. Desde entonces llegó una.
       *[other] Bloqueado. Desde entonces llegaron { $count }.
    }
bar-attention =
    { $count ->
        [one] Una necesita su atención
       *[other] { $count } necesitan su atención
    }
bar-saved =
    { $count ->
        [one] Una guardada en este teléfono · { $when }
       *[other] { $count } guardadas en este teléfono · la primera { $when }
    }
bar-signed-out =
    { $count ->
        [one] Una guardada en este teléfono. Entre en su cuenta para enviarla.
       *[other] { $count } guardadas en este teléfono. Entre en su cuenta para enviarlas.
    }
bar-received =
    { $count ->
        [one] Una recibida, de camino a la base de datos · { $when }
       *[other] { $count } recibidas, de camino a la base de datos · la primera { $when }
    }
bar-stored = Todo está en la base de datos · { $when }
import-known =
    { $known ->
        [one] Una ya estaba aquí.
       *[other] { $known } ya estaban aquí.
    }
import-unreadable =
    { $unreadable ->
        [one] Una no pudo leerse.
       *[other] { $unreadable } no pudieron leerse.
    }
lock-done = La frase secreta está puesta.
lock-change = Usar otra frase secreta
lock-set-other = Usar esta desde ahora
forget-count =
    { $count ->
        [0] Ahora no espera nada aquí.
        [one] Una respuesta espera aquí.
       *[other] { $count } respuestas esperan aquí.
    }
