## Around every page of the desk

desk-places = Oficina
desk-overview = Resumen

desk-feedback = Valoraciones
desk-devices = Dispositivos
desk-quarantine = Por decidir
desk-privacy = Privacidad
desk-codes = Códigos de pedido
desk-people = Personas
desk-audit = Registro
desk-account = Mi cuenta
desk-menu = Cuenta
desk-keys = Teclas
desk-keys-show = Mostrar estas teclas
desk-keys-close = Cerrar lo que está abierto
desk-sign-out = Salir

## Overview

desk-page = Oficina · Doorstep
desk-counting = Contando

## Sign-in

sign-in-page = Entrar · Doorstep
sign-in-title = Entrar
sign-in-lead = La oficina es para quienes trabajan aquí.
sign-in-mail = Correo electrónico
sign-in-send = Enviarme un código
sign-in-with-code = Enviarme mejor un código
sign-in-with-password = Usar mejor una contraseña
sign-in-sent = Si { $mail } es de alguien de aquí, un código de { $digits } cifras está en camino. Sirve una vez, durante diez minutos.
sign-in-code = Código
sign-in-again = Enviar otro código
sign-in-other = Otra dirección
sign-in-sent-again = Otro código está en camino; el anterior ya no vale.
sign-in-password = Contraseña
sign-in-working = Entrando …
sign-in-done = Abriendo la oficina …
sign-in-first = La primera vez, abra el enlace que Doorstep muestra en la terminal al arrancar.
sign-in-no_mail = Eso aún no es una dirección de correo.
sign-in-no_code = El código tiene { $digits } cifras.
sign-in-wrong_code = Ese código no es correcto o tiene más de diez minutos. Mire otra vez o pida uno nuevo.
sign-in-wrong_password = Esa dirección y esa contraseña no van juntas.
sign-in-used = Este enlace ya no funciona: sirve una vez. Entre con su correo electrónico.
sign-in-too_many = Demasiados intentos. Espere un rato y pruebe de nuevo.
sign-in-unreachable = Ahora no se puede llegar a Doorstep. Pruebe de nuevo cuando tenga conexión.

## My account

account-page = Mi cuenta · Doorstep
account-signed-in-as = Ha entrado como { $who }.
account-loading = Cargando su cuenta
account-sessions = Sesiones
account-where = Dónde ha entrado
account-end-others = Cerrar todas las demás
account-end = Cerrar
account-end-which = Cerrar { $which }
account-here = Este navegador
account-used = Último uso { $when }
account-until = hasta el { $when }
account-browser = Un navegador
account-on = { $browser } en { $system }
account-password = Contraseña
account-password-lead = No la necesita: basta un código por correo. Con ella puede entrar sin tener el correo a mano.
account-present = Contraseña actual
account-present-to-remove = Contraseña actual, para quitarla
account-new = Contraseña nueva
account-new-help = Al menos 12 caracteres. Unas palabras seguidas se recuerdan bien.
account-set = Poner una contraseña
account-change = Cambiar la contraseña
account-remove = Quitar la contraseña
account-done-ended = Esa sesión se ha cerrado.
account-done-others = Ha entrado aquí y en ningún otro sitio.
account-done-set = La contraseña está puesta. Todas las demás sesiones se han cerrado.
account-done-removed = La contraseña se ha quitado. Todas las demás sesiones se han cerrado.

## Audit log

audit-page = Registro · Doorstep
audit-lead = Quién hizo qué. Nadie puede cambiar ni borrar una línea.
audit-empty = Nada todavía
audit-empty-lead = Aquí consta cada entrada y cada cambio que alguien hace.
audit-loading = Cargando el registro
audit-newest = Más recientes primero
audit-more = Mostrar más
audit-when = Cuándo
audit-who = Quién
audit-what = Hizo qué
audit-details = Detalles
audit-themselves = sí mismo
audit-the-shell = La línea de órdenes
audit-by-link = por un enlace
audit-by-code = por un código
audit-by-password = con contraseña
audit-orders = { $count } pedidos, semilla { $seed }
audit-records = { $count } registros
audit-did-signed_in = entró
audit-did-signed_out = salió
audit-did-invited = invitó a { $whom }
audit-did-role_changed = cambió el rol de { $whom }
audit-did-disabled = desactivó a { $whom }
audit-did-enabled = reactivó a { $whom }
audit-did-session_ended = cerró una sesión de { $whom }
audit-did-all_sessions_ended = cerró todas las sesiones de { $whom }
audit-did-password_set = puso la contraseña de { $whom }
audit-did-password_removed = quitó la contraseña de { $whom }
audit-did-device_disabled = excluyó el dispositivo { $whom }
audit-did-device_enabled = readmitió el dispositivo { $whom }
audit-did-device_given = dio el dispositivo { $whom } a un repartidor
audit-did-conflict_accepted = aceptó una valoración apartada
audit-did-conflict_rejected = rechazó una valoración apartada
audit-did-refused_accepted = aceptó una valoración que se había rechazado
audit-did-refused_declined = descartó una valoración que se había rechazado
audit-did-device_invited = creó un enlace para sustituir el dispositivo { $whom }
audit-did-erased = borró valoraciones para siempre
audit-did-retired = retiró valoraciones guardadas el tiempo suficiente
audit-did-sample_made = creó datos de muestra
audit-did-sample_removed = quitó los datos de muestra
audit-did-follow_up_flagged = marcó valoraciones para seguimiento
audit-did-follow_up_cleared = quitó la marca de seguimiento
audit-did-case_assigned = dio un seguimiento a alguien
audit-did-case_given_back = devolvió un seguimiento a todos
audit-did-case_noted = anotó algo en un seguimiento
audit-did-case_due = fijó el plazo de un seguimiento
audit-did-case_answered = respondió a un seguimiento
audit-did-case_done = dio por hecho un seguimiento
audit-did-case_reopened = reabrió un seguimiento
audit-did-comment_published = publicó un comentario
audit-did-comment_withheld = rechazó un comentario
audit-did-comment_recalled = deshizo una decisión sobre un comentario

## Devices

fleet-page = Dispositivos · Doorstep
fleet-lead = En qué teléfono espera qué, y cuáles necesitan a alguien.
fleet-loading = Cargando dispositivos
fleet-paused = Ahora nada entra en la base de datos; lo que traen los teléfonos espera aquí.
fleet-which = Qué dispositivos
fleet-show-look = Necesitan a alguien
fleet-show-couriers = Teléfonos de repartidores
fleet-show-all = Todos
fleet-show-revoked = Excluidos
fleet-search = Nombre, número o repartidor
fleet-find = Buscar
fleet-calm = Todo va bien
fleet-calm-lead = Ningún dispositivo necesita a nadie: nada se rechazó, nada está atascado y ningún teléfono avisa de problemas de almacenamiento.
fleet-none = Ningún dispositivo
fleet-none-lead = Un teléfono aparece aquí cuando trae su primera valoración.
fleet-no-match = No hay tal dispositivo
fleet-no-match-lead = Busque otra cosa o mírelos todos.
fleet-more = Mostrar más dispositivos
fleet-device = Dispositivo
fleet-seen = Última vez aquí
fleet-waiting = Espera aquí
fleet-refused = Se rechazó
fleet-storage = Almacenamiento
fleet-version = Versión
fleet-nameless = Teléfono { $id }
fleet-never = Aún no
fleet-is-revoked = excluido
fleet-since = { $count ->
    [one] { $count } valoración, de { $when }
   *[other] { $count } valoraciones, la primera de { $when }
}
fleet-refused-count = { $count ->
    [one] { $count } valoración por decidir
   *[other] { $count } valoraciones por decidir
}
fleet-declined = { $count ->
    [one] { $count } descartada, aún en el teléfono
   *[other] { $count } descartadas, aún en el teléfono
}
fleet-outdated = no es la actual
fleet-came = Llegó
fleet-others = Otros en su sala
fleet-id = Número
fleet-only-it-knows = Lo que un teléfono ha guardado desde su última visita solo lo sabe él.
fleet-erase = Borrar lo que vino de él
fleet-give = Número del repartidor cuyos pedidos muestra
fleet-give-help = Vacío: no muestra los pedidos de nadie.
fleet-give-save = Dárselo
fleet-replace = Otro teléfono en su lugar
fleet-replace-lead = Para un teléfono perdido, o cuyo navegador lo ha olvidado todo. Envíe el enlace a quien reciba el teléfono nuevo: entra en la sala de este y muestra lo que espera allí.
fleet-make-link = Crear un enlace
fleet-link = Enlace para el teléfono nuevo
fleet-link-until = Sirve una vez, hasta el { $when }.
fleet-revoke-ask = Excluirlo …
fleet-revoke-lead = Se desconecta en un segundo y no puede volver a entrar. Lo que vino de él se queda; lo que no ha enviado queda en él hasta que lo readmita.
fleet-revoke-others = Los demás dispositivos de su sala siguen conectados.
fleet-revoke = Excluir ahora
fleet-keep = Dejarlo
fleet-revoked-at = Excluido { $when }.
fleet-admit = Readmitirlo
storage-kept = Seguro
storage-kept-means = Su navegador ha prometido no borrar lo que espera.
storage-clearable = Puede borrarse
storage-clearable-means = Su navegador puede borrar lo que espera si le falta sitio. Instalar la aplicación suele ayudar.
storage-low = Casi lleno
storage-low-means = Queda poco sitio: debería conectarse pronto o hacer limpieza.
storage-full = Lleno
storage-full-means = Su navegador se ha negado a guardar algo. Necesita sitio antes de recoger valoraciones sin conexión.
storage-damaged = Dañado
storage-damaged-means = Algo en él ya no se puede leer. Se puede guardar en un archivo en «Mis valoraciones» del teléfono.
storage-unknown = Aún no lo ha dicho.

## What waits for a decision

quarantine-page = Por decidir · Doorstep
quarantine-lead = Nada se pierde: lo que no pudo entrar espera aquí hasta que alguien decida, y el teléfono se entera.
quarantine-loading = Cargando lo que espera
quarantine-open = Esperan: { $count }
quarantine-decided = Decidido
quarantine-done-accepted = Ya está en la base de datos, y el teléfono tiene su recibo.
quarantine-done-declined = No entra. El teléfono la guarda y muestra sus palabras.
quarantine-none = Nada por decidir
quarantine-none-lead = Lo que las reglas rechazan, y lo que lleva el número de otra valoración, esperará aquí.
quarantine-none-decided = Nada decidido todavía
quarantine-none-decided-lead = Aquí consta lo decidido sobre dos valoraciones con un mismo número.
quarantine-refused = Rechazada
quarantine-conflict = Dos con un número
quarantine-unreadable = No es valoración
quarantine-nameless = Sin pedido
quarantine-text = Lo que había
quarantine-conflict-means = Otra valoración con otro contenido ya lleva su número. Si se acepta, será una valoración propia junto a la otra.
quarantine-unreadable-means = Algún programa puso esto donde están las valoraciones. Solo se puede dejar fuera.
quarantine-differs = En qué difieren
quarantine-field = Campo
quarantine-kept = En la base de datos
quarantine-came = Esta
quarantine-accept = Aceptar
quarantine-mend-ask = Corregir …
quarantine-decline-ask = Descartar …
quarantine-mend-lead = ¿De qué entrega se trata? Lo que se dijo de ella queda como se dijo.
quarantine-mend = Aceptar así
quarantine-decline-lead = No entra en la base de datos. El teléfono la guarda y muestra estas palabras:
quarantine-word = Por qué no, con sus palabras
quarantine-decline = Descartarla
quarantine-stop = Ahora no
quarantine-became = Es ahora una valoración propia
quarantine-left-out = Quedó fuera: { $why }
refused-unknown-order = Este pedido no está entre los conocidos.
refused-link-missing = Llegó sin el enlace de su pedido, y aquí solo cuentan las que tienen enlace.
refused-link-for-another = Su enlace es de otro pedido.
refused-not-yours = Se escribió en otro dispositivo que el que la trajo.
refused-broken = Esto no puede ser, y la oficina no puede cambiarlo:
refused-to-mend = Corrija primero esto:
refused-other = Las reglas dicen: { $reason }
field-orderId = Número de pedido
field-courierId = Repartidor
field-rating = Estrellas
field-comment = Comentario
field-reasons = Motivos
field-contact = Contacto

## Privacy

privacy-page = Privacidad · Doorstep
privacy-lead = Borrar para siempre las valoraciones de alguien, y ver cuánto tiempo se guardan todas.
privacy-loading = Cargando
privacy-erase = Borrar para siempre
privacy-erase-lead = Primero ve cuánto hay. Después nada se puede recuperar.
privacy-by = Por
privacy-by-order = Número de pedido
privacy-by-device = Dispositivo
privacy-by-contact = Contacto
privacy-value = Cuál
privacy-look = Ver qué hay
privacy-nothing = De esto no hay nada aquí.
privacy-rows = Valoraciones en la base de datos
privacy-waiting = Valoraciones en espera o rechazadas
privacy-aside = Valoraciones apartadas
privacy-address = Nombre y dirección del pedido
privacy-shared = { $count ->
    [one] { $count } dispositivo más comparte su sala: también se va lo que vino de él.
   *[other] { $count } dispositivos más comparten su sala: también se va lo que vino de ellos.
}
privacy-mentions = { $count ->
    [one] { $count } comentario contiene estas palabras. No se borra con esto: búsquelo en la lista.
   *[other] { $count } comentarios contienen estas palabras. No se borran con esto: búsquelos en la lista.
}
privacy-erase-ask = Borrar todo esto …
privacy-sure = { $count ->
    [one] { $count } entrada se va para siempre, también de cifras, búsqueda y salas.
   *[other] { $count } entradas se van para siempre, también de cifras, búsqueda y salas.
}
privacy-keep = Conservarlas
privacy-erase-all = Borrar ahora para siempre
privacy-done = { $count ->
    [one] { $count } valoración se ha borrado.
   *[other] { $count } valoraciones se han borrado.
}
privacy-stubborn = { $count ->
    [one] El diario de { $count } sala no se puede leer y aún podría contener algo. El registro dice cuál.
   *[other] Los diarios de { $count } salas no se pueden leer y aún podrían contener algo. El registro dice cuáles.
}
privacy-remains = Lo que quedará
privacy-remained = Lo que queda
privacy-remains-phones = En teléfonos: lo que aún no ha llegado, y copias en teléfonos sin conexión hasta que vuelvan. Lo borrado aquí los abandona entonces y no vuelve.
privacy-remains-backups = En copias de seguridad hechas antes, y en páginas libres del archivo de la base hasta que se reutilicen.
privacy-remains-exports = En archivos exportados antes. Las exportaciones se hacen cuando alguien las pide: ninguna está en camino.
privacy-remains-elsewhere = En correos, notas y registros fuera de Doorstep. El suyo nombra pedidos.
privacy-remains-marks = Aquí: solo el número de cada valoración, para que ninguna vuelva, y una línea en el registro con cuántas eran.
privacy-kept = Cuánto tiempo se guardan
privacy-kept-days = { $days ->
    [one] Las valoraciones se retiran { $days } día después de llegar, una vez al día.
   *[other] Las valoraciones se retiran { $days } días después de llegar, una vez al día.
}
privacy-due = { $count ->
    [one] { $count } valoración se va en la próxima ronda.
   *[other] { $count } valoraciones se van en la próxima ronda.
}
privacy-kept-for-ever = Las valoraciones se guardan hasta que alguien las borre.
privacy-kept-how = Quien lleva este servicio lo fija, en días, con { $setting }.
privacy-log = Lo que se borró
privacy-log-empty = Nada hasta ahora.

## People

people-page = Personas · Doorstep
people-lead = Los lectores miran. Los agentes además trabajan: seguimientos, publicación, exportaciones. Los administradores gestionan también personas y dispositivos.
people-loading = Cargando personas
people-role = Rol
people-role-viewer = Lector
people-role-agent = Agente
people-role-admin = Administrador
people-role-of = Rol de { $who }
people-invite = Invitar
people-invite-somebody = Invitar a alguien
people-may = { $who } puede entrar.
people-hand-over = Entregue usted este enlace; sirve una vez, en siete días, y solo se muestra ahora.
people-link = Enlace para la persona invitada
people-mailed = El enlace está en camino por correo. Sirve una vez, en siete días.
people-who = Quién puede entrar
people-you = usted
people-is-disabled = desactivado
people-seen = Última vez aquí { $when }
people-never = Aún no ha venido
people-enable = Reactivar
people-disable-ask = Desactivar …
people-sure = ¿Seguro?
people-sure-lead = { $who } sale al momento en todas partes y no puede volver a entrar hasta que lo reactive.
people-keep = Mantener
people-only-sign-out = Solo cerrar sus sesiones
people-disable = Desactivar

## What pages of the desk look at

filter-label = Filtros
filter-period = Periodo
filter-from = Desde
filter-to = Hasta
filter-rating = Nota
filter-any-rating = Todas las notas
filter-stars = { $stars ->
    [one] { $stars } estrella
   *[other] { $stars } estrellas
}
filter-stars-5 = 5 estrellas
filter-stars-4 = 4 estrellas
filter-stars-3 = 3 estrellas
filter-stars-2 = 2 estrellas
filter-stars-1 = 1 estrella
filter-reason = Motivo
filter-any-reason = Todos los motivos
filter-reason-other = Otra cosa
filter-source = Origen
filter-any-source = Todos los orígenes
filter-courier = N.º repartidor
filter-text = Buscar comentarios y pedidos
filter-clear = Quitar
period-1 = Hoy
period-7 = Últimos 7 días
period-30 = Últimos 30 días
period-90 = Últimos 90 días
period-365 = Últimos 12 meses
period-all = Desde siempre
period-custom = Desde … hasta …
source-customer = Clientes
source-courier = Informes de repartidores
source-legacy = Aplicación anterior
source-import = Importación
source-api = Otro programa

## Dashboard

overview-live = En vivo
overview-nothing = Ninguna valoración todavía
overview-nothing-lead = La primera aparecerá aquí sola, en un segundo. Para mirar ya, llene la oficina con datos de muestra.
overview-part = Tantos comentarios contienen estas palabras que aquí solo se cuentan los { $count } más recientes.
overview-no-match = Nada en este periodo
overview-no-match-lead = Ninguna valoración encaja con estos filtros. Elija un periodo más largo o quítelos.
overview-hidden = Muy pocas para mostrar
overview-hidden-lead = Las cifras de un repartidor con tan pocas notas podrían delatar quién las dio.
figure-all = Cifras
figure-count = Valoraciones
figure-mean = Nota media
figure-nps = NPS
figure-nps-means = Parte de cinco estrellas menos parte de una a tres, de −100 a 100
figure-csat = Satisfechos
figure-csat-means = Parte de cuatro y cinco estrellas (CSAT)
figure-asked = Piden una llamada
figure-published = Publicadas
figure-waiting = En camino
figure-waiting-means = colas que aún no están en la base de datos
figure-before = El periodo anterior
trend-count = Valoraciones por día
trend-count-week = Valoraciones por semana
trend-mean = Nota media por día
trend-mean-week = Nota media por semana
trend-now = Este periodo
trend-before = Antes
trend-so-far = hasta ahora
trend-day = Día
trend-week = Semana del
part-distribution = Notas
part-reasons = Qué causa las notas bajas
part-reasons-means = Cuántas notas de una o dos estrellas nombran cada motivo
part-reasons-none = Ninguna nota baja nombra un motivo.
part-couriers = Repartidores
part-couriers-means = Nota esperada y cuán segura es: pocas notas hacen una línea larga
part-couriers-best = Van bien
part-couriers-worst = Quizá necesiten ayuda
part-couriers-unsure = { $count ->
    [one] { $count } repartidor tiene muy pocas notas para mostrarlo.
   *[other] { $count } repartidores tienen muy pocas notas para mostrarlos.
}
part-courier = Repartidor { $courier }
part-courier-sure = Entre { $low } y { $high } estrellas, hasta donde se sabe
part-heat = Cuándo llegan
part-heat-means = Día y hora; cuanto más fuerte el color, más hay
part-comments = Últimos comentarios
part-comments-all = Mostrar todo
sample-fill = Llenar con datos de muestra
sample-remove = Quitar los datos de muestra
sample-there = { $count ->
    [one] { $count } valoración de aquí es inventada.
   *[other] { $count } valoraciones de aquí son inventadas.
}

## The feedback list

list-page = Valoraciones · Doorstep
list-loading = Cargando valoraciones
list-order = Orden
list-order-newest = Más recientes primero
list-order-oldest = Más antiguas primero
list-order-worst = Notas bajas primero
list-order-best = Notas altas primero
list-export = Exportar
list-export-means = { $count ->
    [one] { $count } valoración, tal como está filtrada
   *[other] { $count } valoraciones, tal como están filtradas
}
list-received = Recibida
list-rating = Estrellas
list-comment = Comentario
list-order-number = Número de pedido
list-courier = Repartidor
list-marks = Marcas
list-choose-all = Elegir toda la página
list-choose = Elegir el pedido { $order }
list-chosen = { $count ->
    [one] { $count } elegida
   *[other] { $count } elegidas
}
list-flag = Marcar para seguimiento
list-unflag = Quitar la marca
list-flagged = { $count ->
    [one] { $count } valoración ha cambiado.
   *[other] { $count } valoraciones han cambiado.
}
list-follow-up = Seguimiento
list-no-comment = Sin comentario
list-place = { $first } a { $last } de { $total }
list-place-many = { $first } a { $last } de más de { $total }
list-export-many = Más de { $count } valoraciones, tal como están filtradas
list-earlier = Anteriores
list-later = Siguientes
list-pages = Páginas
saved-all = Filtros guardados
saved-name = Nombre de este filtro
saved-keep = Guardar este filtro
saved-save = Guardar
saved-forget = Quitar { $name }
record-title = Pedido n.º { $order }
record-contact = Contacto
record-consent = Puede publicarse
record-yes = Sí
record-no = No
record-device = Dispositivo
record-id = Valoración
record-history = Historia
record-created = Guardada en el dispositivo
record-received = Recibida y en la base de datos
record-corrects = Corrige una valoración anterior
record-corrected = Corregida por una posterior

## The sheet of codes

sheet-page = Códigos para imprimir · Doorstep
sheet-title = Códigos para los pedidos de un día
sheet-lead = Cada código lleva al cliente directo a la valoración de su pedido, durante 30 días.
sheet-day = Día
sheet-show = Mostrar
sheet-print = Imprimir
sheet-none = Ningún pedido en este día
sheet-none-help = Tráigalos con: python -m app orders import FILE.csv
sheet-more = El día tiene más pedidos de los que caben en una hoja: estos son los primeros { $count }.
sheet-scan = ¿Qué tal fue? Escanee para decirlo.
sheet-loading = Se están preparando los códigos

## The inbox

desk-inbox = Seguimientos
inbox-page = Seguimientos · Doorstep
inbox-loading = Cargando los seguimientos
inbox-views = Vistas
inbox-view-open = Todos abiertos
inbox-view-new = Nuevo
inbox-view-mine = Míos
inbox-view-waiting = En espera
inbox-view-done = Hecho
inbox-overdue-count = { $count ->
    [one] { $count } fuera de plazo
   *[other] { $count } fuera de plazo
}
inbox-none = No hay seguimientos
inbox-none-lead = Quien pide que le contacten llega aquí solo. Las demás valoraciones entran cuando las marca para seguimiento.
inbox-none-here = Nada aquí
inbox-none-here-lead = Ningún seguimiento abierto es de esta vista.
inbox-none-done = Nada hecho todavía
inbox-none-done-lead = Los seguimientos hechos están aquí, el último primero.
inbox-more = Mostrar más
inbox-next = Seguimiento siguiente
inbox-previous = Seguimiento anterior
inbox-take = Tomarlo
inbox-answered = Respondido
inbox-done = Hecho
inbox-reply = Respuesta
inbox-note = Nota
case-new = Nuevo
case-assigned = Tomado
case-waiting = En espera
case-done = Hecho
case-due = Plazo { $when }
case-overdue = Fuera de plazo: { $when }
case-closed = Hecho { $when }
case-close = Cerrar este seguimiento
case-reopen = Reabrir
case-no-contact = No se dejó ningún contacto.
case-record = La valoración entera
case-subject = Su pedido { $order }
case-reply-placeholder = Lo que quiere decirle
case-reply-help = Se guarda como borrador hasta que lo marque como respondido.
case-mail = Escribirlo como correo
case-assignee = Quién se ocupa
case-nobody = Nadie aún
case-due-by = Plazo (hora de { $zone })
case-due-set = Fijar
case-note-placeholder = Nota para los demás de aquí
case-note-keep = Añadir
case-event-opened = Llegó
case-event-assigned = lo dio a { $whom }
case-event-given_back = lo devolvió a todos
case-event-noted = anotó
case-event-due_set = fijó el plazo en
case-event-answered = respondió
case-event-done = lo dio por hecho
case-event-reopened = lo reabrió
case-event-corrected = Corregido por quien lo escribió
case-event-withdrawn = Ya no se pide seguimiento
part-case = Abrir el seguimiento
figure-answer-time = Tiempo de respuesta
figure-answer-time-means = La mitad de quienes pidieron contacto tuvo respuesta antes

## Publishing

desk-publishing = Publicación
publishing-page = Publicación · Doorstep
publishing-lead = Comentarios cuyos autores lo permitieron. Los publica enteros o nada.
publishing-loading = Cargando comentarios
publishing-shelves = Comentarios
publishing-shelf-waiting = Por leer
publishing-shelf-published = A la vista
publishing-shelf-withheld = Rechazados
publishing-fresh = { $count ->
    [one] Mostrar { $count } comentario nuevo
   *[other] Mostrar { $count } comentarios nuevos
}
publishing-gone = Otra persona ya decidió sobre él.
publishing-many = { $count } o más
publishing-none-waiting = Nada por leer
publishing-none-waiting-lead = Los comentarios nuevos cuyos autores permiten publicarlos llegan aquí solos.
publishing-none-published = Nada a la vista todavía
publishing-none-published-lead = Los comentarios que aprueba están aquí, y dondequiera que los muestre.
publishing-none-withheld = Nada se rechazó
publishing-none-withheld-lead = Los comentarios que rechaza están aquí; puede deshacerlo.
publishing-approve = Aprobar
publishing-reject = Rechazar
publishing-recall = Retirar
publishing-telling = Dice un nombre o cómo contactar con alguien, así que no puede publicarse.
publishing-told-published = { $count ->
    [one] { $count } comentario está a la vista.
   *[other] { $count } comentarios están a la vista.
}
publishing-told-withheld = { $count ->
    [one] { $count } comentario se rechazó.
   *[other] { $count } comentarios se rechazaron.
}
publishing-told-recalled = { $count ->
    [one] { $count } comentario vuelve a estar por leer.
   *[other] { $count } comentarios vuelven a estar por leer.
}
publishing-told-telling = { $count ->
    [one] { $count } dice un nombre o cómo contactar con alguien, y quedó fuera.
   *[other] { $count } dicen un nombre o cómo contactar con alguien, y quedaron fuera.
}
publishing-told-not-offered = { $count ->
    [one] { $count } no tiene comentario o permiso, y quedó fuera.
   *[other] { $count } no tienen comentario o permiso, y quedaron fuera.
}
publishing-next = Comentario siguiente
publishing-previous = Comentario anterior
publishing-embed = Mostrarlos en su sitio
publishing-embed-lead = Ponga esta línea donde deban estar los comentarios. No carga nada de nadie más, y lo que retire o un autor corrija desaparece a la siguiente mirada.
publishing-embed-code = Línea para su sitio
publishing-feed = Lo mismo como JSON
list-publish = Publicar
list-withhold = No publicar
