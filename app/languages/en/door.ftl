language-name = English
language-direction = ltr

## Around every page

frame-skip = Skip to the content
frame-language = Language
colours = Colours
colours-system = As the device
colours-light = Light
colours-dark = Dark

connection-offline = Offline. What you enter is kept on this phone.
connection-unanswered = The server doesn't answer just now. What you enter is kept on this phone.
connection-reconnecting = Live view is reconnecting. What you see may be some seconds old.
connection-outdated = Offline. What you see is from the last connection.
connection-partial = The server answers only in part. What you see is live, but some actions may fail.

update-ready = A new version is ready.
update-held = The new version waits: send or clear what you are writing first.
update-now = Use it now
update-later = Later

install-offered = Put Doorstep on your home screen: it opens with no network.
install-now = Install
install-manual = To put Doorstep on your home screen, tap Share, then Add to Home Screen.

## The camera

scan-title = Scan the code on the parcel
scan-asking = May this page use the camera? The pictures stay on this phone.
scan-looking = Hold the code in front of the camera.
scan-refused = The camera can't be used here. Close this and type the number instead.
close = Close

## Where a record is

state-saved = Saved on this phone
state-received = Received
state-stored = In the database
state-attention = Needs attention

## Start page

landing-page = Doorstep
landing-title = Rate a delivery, even with no signal
landing-lead = In the stairwell, the basement or the back of a van: what you say is kept, and sent as soon as it can be.
landing-rate = Rate an order
landing-states = Where your answer is, in three honest words
landing-saved = Your answer is on your device's storage. You may close everything.
landing-received = Back online, it has reached our server, and is on its disk.
landing-stored = It counts. Your phone lets go of it now, and not before.
landing-ways = Where to
landing-rate-help = You got a delivery, with or without a code or link
landing-courier = Deliver today's orders
landing-courier-help = You are the courier: your list, hand-over, reports
landing-desk = Open the desk
landing-desk-help = You work in the office: figures, answers, people

## No such page

missing-page = Not found · Doorstep
missing-title = There is no such page
missing-lead = The address may be cut off or out of date. Nothing you have entered is lost.
missing-start = Start page

## A page that has failed

mishap-page = Stumbled · Doorstep
mishap-title = This page has stumbled
mishap-safe = Your feedback is safe: what you have sent is kept on this phone, and so is what you had begun.
mishap-ways = Open the page again. If it fails again, save what waits as a file and tell whoever runs this service.
mishap-again = Open it again

## The page that stands in for one that needs the server

offline-page = Offline · Doorstep
offline-title = This page needs the server
offline-lead = It isn't kept on this device, and the server can't be reached just now. Nothing is lost.
offline-rate = Rating an order still works: what you enter is kept on this device and sent when you are back online.
offline-ways = What works now
offline-again = Try this page again

## Rating

rate-page = Rate a delivery · Doorstep
rate-title = Rate your delivery
rate-order = Order number
rate-change = Change
rate-scan = Scan the code
rate-courier = Courier's number
rate-question = How was the delivery?
rate-hint = Tap a star
stars-1 = Very bad
stars-2 = Bad
stars-3 = All right
stars-4 = Good
stars-5 = Very good
rate-well = What went well?
rate-wrong = What went wrong?
reason-on_time = On time
reason-friendly = Friendly courier
reason-careful = Handled with care
reason-kept_informed = Kept me informed
reason-right_place = Left where I asked
reason-late = Too late
reason-unfriendly = Unfriendly courier
reason-damaged = Damaged
reason-item_missing = Something missing
reason-wrong_place = Left in the wrong place
reason-not_informed = Nobody told me
reason-instructions_ignored = Instructions ignored
rate-comment = Anything else?
rate-characters = Characters used:
rate-publish = You may publish my comment
rate-publish-help = Without my name, and never my contact.
rate-contact-me = Please contact me
rate-contact = Phone or mail
rate-send = Send
rate-restored = We kept what you had begun.
rate-start-over = Start over
rate-link-over = This link was good until { $day }. You can still write here, but you may need a new link for it to count.
rate-earlier = You have rated this order on this phone before.
rate-correct = Correct it
rate-correcting = You are correcting what you sent before.
rate-withdrawn = Taken back. Nothing of it is sent.
rate-another = Rate another order
thanks-title = Thank you
thanks-order = Order { $order }
thanks-saved = It will be sent when you are back online. You may close this page.
thanks-signed-out = It will be sent when you have signed in.
thanks-received = It has reached our server.
thanks-stored = It counts. Thank you.
thanks-attention = It could not be taken in as it is. It is kept on this phone.

## What is wrong with a field

problem-orderId-missing = Which order is it? The number stands on the parcel.
problem-orderId-wrong_form = An order number has only letters, digits and - _ . / #.
problem-orderId-too_long = An order number has at most { $limit } characters.
problem-courierId-missing = Who delivered it? The courier can tell you their number.
problem-courierId-wrong_type = A courier's number is a whole number.
problem-courierId-out_of_range = A courier's number is 1 or more.
problem-rating-missing = Tap one to five stars.
problem-comment-too_long = A comment has at most { $limit } characters.
problem-contact-too_long = This has at most { $limit } characters.
problem-other = Please look at this again.

## The courier's orders

courier-page = Today's orders · Doorstep
courier-title = Today's orders
courier-loading = Your orders are being opened
courier-who = Who carries this phone?
courier-number = Your courier number
courier-number-help = It stays on this phone and goes with each rating.
courier-save = That's me
courier-is = Courier { $number }
courier-change = Change number
courier-counted = { $rated } of { $total } rated
courier-as-of = As of { $ago }
courier-refresh = Refresh
courier-list = Orders
courier-search = Search by number, address or name
courier-open = Not rated
courier-hand-over = Hand over
courier-rate = Rate
courier-report = Report
courier-your-report = Your report:
courier-not-listed = Not in today's list. You can rate it all the same.
courier-link-only = It isn't in today's list, and orders are rated only with their code or link here. Scan the code on the parcel.
courier-none = No orders here yet
courier-none-help = Your orders of today stand here once the desk has brought them. Any other order you can type above.
courier-none-found = No such order
courier-none-found-help = Type its whole number to rate it all the same.
courier-no-answer = The server doesn't answer. This is the list from before.
courier-no-answer-yet = The server doesn't answer. Type an order's number above: it works without the list.
courier-not-given = The desk hasn't given this phone to a courier yet.
courier-device = Tell them this device: { $device }

## A browser that keeps nothing

blocked-title = Nothing can be kept here
blocked-window = Use a normal window instead of a private one.
blocked-settings = Allow this site to store data in the browser's settings.
blocked-browser = Or open this page in another browser.
blocked-again = Try again

## The phone in the customer's hands

hand-give-back = Please give the phone back now.
hand-courier = For the courier
hand-ask = Hold the button for two seconds, or type your courier number.
hand-ask-pin = Type your pin to go back to your orders.
hand-pin = Pin
hand-back = Back to my orders
hand-wrong-pin = This is not the pin.
hand-wrong-number = This is not your number.
hand-later = Too many wrong pins. Wait a little, then try again.
hand-forgotten = Go on without the pin
hand-pin-title = Pin for the hand-over
hand-pin-why = When a customer has the phone, only this pin leads back to your orders. Without one, a long press does.
hand-new-pin = New pin
hand-new-pin-help = Four to eight digits
hand-pin-form = A pin has four to eight digits.
hand-set-pin = Set the pin
hand-has-pin = A pin is set.
hand-pin-set = The pin is set.
hand-forget-pin = Take the pin off
hand-no-pin = This browser can't keep a pin here. A long press leads back.

## The courier's own report

report-page = Report · Doorstep
report-title = Report on an order
report-lead = For the desk. It is no rating, and the customer doesn't see it.
report-kinds = What was in the way?
reason-access = No way in
reason-address = Address wrong or hard to find
reason-customer_absent = Nobody there
reason-safety = Not safe
report-other = Something else
report-outcome = How did it end?
outcome-not_delivered = Not delivered
outcome-with_trouble = Delivered, with trouble
outcome-delivered = Delivered
report-outcome-missing = Say how it ended.
report-comment = What should the desk know?
report-follow-up = The desk should call me back
report-done = Reported

## One's own feedback

mine-page = My feedback · Doorstep
mine-title = My feedback
mine-loading = Looking at what is kept here
mine-locked = Locked
mine-parts = Parts of this page
mine-records = Answers
mine-phone = Phone
mine-devices = Devices
mine-synced = Last in step with the server: { $when }
mine-never = This phone has not spoken with the server yet.
mine-connecting = Asking the server …
mine-waiting = The server doesn't answer. We go on trying.
mine-stopped = The server doesn't let this phone in.
mine-signed_out = What waits here is sent when you have signed in.
mine-send = Send now
mine-sign-in = Sign in
mine-totals = How much is where; tap to see only that
mine-list = Your feedback, newest first
mine-stars = { $stars } of 5 stars
mine-none = There is none here now.
mine-empty-title = Nothing here yet
mine-empty = What you send stands here until it is in the database, and says where it is.
mine-withdrawn = Order { $order } was taken back.
mine-bring-back = Bring it back

mine-why = What is wrong
mine-arrived = In the database since { $when }. What it said is no longer on this phone.
mine-correction = It has left this phone. What you change goes as a correction and takes its place.
mine-contact = Asks to be contacted: { $contact }
mine-courier = Courier { $courier }
mine-written = Written { $when }
why-unknown-order = This order number isn't known. Look at the parcel once more and correct it.
why-link-missing = This order can only be rated with its link. Open the link you were sent and rate again.
why-link-for-another = The link you used belongs to another order. Correct the number, or open the right link.
why-not-yours = This was written on another device, so this one may not bring it. Send it from there.
why-conflict = Something else came in under the same mark before. Nothing is lost: somebody at the desk compares the two.
why-declined = Somebody at the desk has looked at it and says: { $reason }
why-refused = The server can't take it in as it is. It says: { $reason }
why-no-reason = The server can't take it in as it is, and doesn't say why. Try again, or correct it.

phone-storage = What is kept here
phone-room = { $used } are used on this phone, { $left } are left.
phone-kept = The browser keeps it until you remove it.
phone-may-go = The browser may clear it when this phone runs out of room.
phone-keep = Ask the browser to keep it
phone-refused = It didn't promise. Save a file when much is waiting.
phone-encrypted = What waits is encrypted on this phone.
phone-plain = What waits is not encrypted on this phone.
phone-file = What waits, as a file
phone-file-help = For a phone that is full, broken or changed. Nothing is doubled, however often the file is read.
phone-lock = Passphrase
phone-forget-title = Give this phone away
phone-forget-help = Destroys what waits here and the keys to it. What the server has, it keeps.
phone-forget = Forget everything here

pair-lead = Paired devices show the same feedback, and each of them sends it.
pair-title = Add a device
pair-show = Show a code
pair-again = Show another code
pair-picture = Code for the other device's camera
pair-how = Scan this with the other device's camera, or type the code there.
pair-until = Good once, until { $when }
join-title = Join another device
join-help = What waits here goes along. From then on both show the same.
join-code = Code
join-scan = Scan a code
join-do = Join
join-done = Joined. Both devices show the same now.
devices-title = Paired devices
devices-direct =
    { $count ->
        [one] One of them is connected with this phone directly, also without the server.
       *[other] { $count } of them are connected with this phone directly, also without the server.
    }
devices-none = This phone has not spoken with the server yet, so no device is paired with it.
devices-unknown = Which devices are paired is shown when the server answers.
device-unnamed = Device without a name
device-here = This device
device-seen = Last seen: { $when }
device-since = Here since { $day }
device-name = Name
device-rename = Use this name
device-disconnect = Disconnect
device-loses = It sees nothing more of what is here. What it has not sent stays on it and goes its own way.
device-loses-here = This device sees nothing more of the others. What it has not sent stays on it and goes its own way.
device-disconnect-now = Disconnect it

bar-locked = { $count ->
    [0] Your feedback is locked
    [one] Locked. One came in since.
   *[other] Locked. { $count } came in since.
}
bar-attention = { $count ->
    [one] One needs your attention
   *[other] { $count } need your attention
}
bar-saved = { $count ->
    [one] One saved on this phone · { $when }
   *[other] { $count } saved on this phone · the first { $when }
}
bar-signed-out = { $count ->
    [one] One saved on this phone. Sign in to send it.
   *[other] { $count } saved on this phone. Sign in to send them.
}
bar-received = { $count ->
    [one] One received, on its way into the database · { $when }
   *[other] { $count } received, on their way into the database · the first { $when }
}
bar-stored = Everything is in the database · { $when }

## What waits

waiting-unreadable = Some stored feedback can't be read. It was put aside.
waiting-export = Save as a file
waiting-import = Read a file
waiting-imported = { $added ->
    [0] The file held nothing new.
    [one] One record was added from the file.
   *[other] { $added } records were added from the file.
}
import-known = { $known ->
    [one] One was here already.
   *[other] { $known } were here already.
}
import-unreadable = { $unreadable ->
    [one] One could not be read.
   *[other] { $unreadable } could not be read.
}
waiting-retry = Try again
waiting-withdraw = Take back

lock-passphrase = Passphrase
lock-locked = What waits here is locked. You can rate all the same: it joins the rest.
lock-unlock = Unlock
lock-forgotten = I forgot the passphrase
lock-now = Lock now
lock-remove = Take the passphrase off
lock-offer = Lock with a passphrase
lock-help = For a phone that several people use. It is asked for after each reload; nobody can bring it back.
lock-set = Set the passphrase
lock-done = The passphrase is set.
lock-change = Use another passphrase
lock-set-other = Use this one from now on
forget-title = Forget what waits on this phone?
forget-count = { $count ->
    [0] Nothing waits here just now.
    [one] One answer waits here.
   *[other] { $count } answers wait here.
}
forget-lost = Nobody can bring it back: neither what waits nor half-filled forms.
forget-keep = Keep it
forget-all = Forget it all

## What went wrong on the device, by the codes in app/jazz/errors.ts

error-storage_full = This phone has no room left. What you wrote is still in the form; free some space and send again.
error-storage_unavailable = This browser doesn't let pages keep anything, as some private windows do. Use another window.
error-storage_failed = This phone could not keep it. What you wrote is still in the form; send it again.
error-storage_lost = This browser closed its storage and doesn't open it again. Reload the page.
error-storage_erased = This device was forgotten in another tab. Reload the page.
error-storage_outdated = A newer version of this page is open in another tab. Reload the page.
error-storage_blocked = An older tab of this page holds the storage. Close the other tabs.
error-storage_cleared = This browser's storage was cleared while the page was open.
error-storage_begun = Another tab has begun another document.
error-storage_corrupt = Some stored feedback can't be read. It was put aside; the rest is safe.
error-storage_low = This phone is running out of room. Go online soon, or save the waiting feedback as a file.
error-storage_locked = What waits on this phone is locked. Unlock it with the passphrase.
error-wrong_passphrase = This is not the passphrase.
error-unlock_later = Too many wrong passphrases. Wait a minute, then try again.
error-passphrase_short = A passphrase needs at least 8 characters.
error-no_passphrase = There is no passphrase here, so nothing can be locked.
error-encryption_unavailable = This browser can't encrypt here, so the waiting feedback is stored as it is.
error-not_admitted = The server no longer lets this device in. Everything is kept here; ask whoever runs this service.
error-sign_in_needed = Sign in, so that what waits here can be sent.
error-server_full = The server has no room for more of this device's feedback. Everything is kept here and tried again.
error-invalid = Something is missing or not right. Look at the fields that are marked.
error-not_found = This feedback is no longer waiting.
error-already_sent = This feedback is already on its way and can't be taken back.
error-overtaken = Another tab was quicker. Try it once more.
error-no_answer = The server doesn't answer now. Try again when you are online.
error-bad_code = This code is not good, or no longer. Ask the other device for a new one.
error-unreadable_file = This file is no saved queue.
