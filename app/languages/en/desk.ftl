## Around every page of the desk

desk-places = Desk
desk-overview = Overview

desk-feedback = Feedback
desk-devices = Devices
desk-quarantine = To decide
desk-privacy = Privacy
desk-codes = Order codes
desk-people = People
desk-audit = Audit log
desk-account = My account
desk-menu = Account
desk-keys = Keys
desk-keys-show = Show these keys
desk-keys-close = Close what is open
desk-sign-out = Sign out

## Overview

desk-page = Desk · Doorstep
desk-counting = Counting

## Sign-in

sign-in-page = Sign in · Doorstep
sign-in-title = Sign in
sign-in-lead = The desk is for people who work here.
sign-in-mail = Mail address
sign-in-send = Send me a code
sign-in-with-code = Send me a code instead
sign-in-with-password = Use a password instead
sign-in-sent = If { $mail } belongs to somebody here, a code of { $digits } digits is on its way. It works once, for ten minutes.
sign-in-code = Code
sign-in-again = Send another code
sign-in-other = Another address
sign-in-sent-again = Another code is on its way; the one before is void.
sign-in-password = Password
sign-in-working = Signing you in …
sign-in-done = Opening the desk …
sign-in-first = The first time, open the link that Doorstep prints in the terminal when it starts.
sign-in-no_mail = That isn't a mail address yet.
sign-in-no_code = The code has { $digits } digits.
sign-in-wrong_code = That code doesn't fit, or it is older than ten minutes. Look again, or ask for a new one.
sign-in-wrong_password = That mail address and that password don't belong together.
sign-in-used = This link doesn't work any more: it works once. Sign in with your mail address instead.
sign-in-too_many = That was tried often. Please wait a while, then try again.
sign-in-unreachable = Doorstep can't be reached just now. Try again when you are back online.

## My account

account-page = My account · Doorstep
account-signed-in-as = Signed in as { $who }.
account-loading = Loading your account
account-sessions = Sessions
account-where = Where you are signed in
account-end-others = End all others
account-end = End
account-end-which = End { $which }
account-here = This browser
account-used = Last used { $when }
account-until = until { $when }
account-browser = A browser
account-on = { $browser } on { $system }
account-password = Password
account-password-lead = You don't need one: a code by mail lets you in. With one you can sign in without your mail at hand.
account-present = Present password
account-present-to-remove = Present password, to remove it
account-new = New password
account-new-help = At least 12 characters. A few words in a row are easy to keep in mind.
account-set = Set a password
account-change = Change the password
account-remove = Remove the password
account-done-ended = That session has ended.
account-done-others = You are signed in here and nowhere else.
account-done-set = The password is set. Every other session has ended.
account-done-removed = The password is gone. Every other session has ended.

## Audit log

audit-page = Audit log · Doorstep
audit-lead = Who did what. Nobody can change or delete a line.
audit-empty = Nothing yet
audit-empty-lead = Every sign-in and every change that somebody makes stands here.
audit-loading = Loading the audit log
audit-newest = Newest first
audit-more = Show more
audit-when = When
audit-who = Who
audit-what = Did what
audit-details = Details
audit-themselves = themselves
audit-the-shell = The shell
audit-by-link = by a link
audit-by-code = by a code
audit-by-password = by a password
audit-orders = { $count } orders, seed { $seed }
audit-records = { $count } records
audit-did-signed_in = signed in
audit-did-signed_out = signed out
audit-did-invited = invited { $whom }
audit-did-role_changed = changed the role of { $whom }
audit-did-disabled = disabled { $whom }
audit-did-enabled = enabled { $whom }
audit-did-session_ended = ended a session of { $whom }
audit-did-all_sessions_ended = ended all sessions of { $whom }
audit-did-password_set = set the password of { $whom }
audit-did-password_removed = removed the password of { $whom }
audit-did-device_disabled = disabled the device { $whom }
audit-did-device_enabled = enabled the device { $whom }
audit-did-device_given = gave the device { $whom } to a courier
audit-did-conflict_accepted = accepted a record that was put aside
audit-did-conflict_rejected = rejected a record that was put aside
audit-did-refused_accepted = accepted a record that was refused
audit-did-refused_declined = declined a record that was refused
audit-did-device_invited = made a link to replace the device { $whom }
audit-did-erased = erased feedback for good
audit-did-retired = removed feedback that was kept long enough
audit-did-sample_made = made sample data
audit-did-sample_removed = removed the sample data
audit-did-follow_up_flagged = flagged feedback for follow-up
audit-did-follow_up_cleared = took the flag off feedback
audit-did-case_assigned = gave a follow-up to somebody
audit-did-case_given_back = gave a follow-up back to all
audit-did-case_noted = wrote a note on a follow-up
audit-did-case_due = set when a follow-up is due
audit-did-case_answered = answered a follow-up
audit-did-case_done = marked a follow-up as done
audit-did-case_reopened = opened a follow-up again
audit-did-comment_published = published a comment
audit-did-comment_withheld = rejected a comment
audit-did-comment_recalled = took back a decision about a comment

## Devices

fleet-page = Devices · Doorstep
fleet-lead = Whose phone has what waiting, and which of them need somebody.
fleet-loading = Loading devices
fleet-paused = Nothing goes into the database just now; what phones bring waits here.
fleet-which = Which devices
fleet-show-look = Need somebody
fleet-show-couriers = Couriers' phones
fleet-show-all = All
fleet-show-revoked = Shut out
fleet-search = Name, number or courier
fleet-find = Find
fleet-calm = All is well
fleet-calm-lead = No device needs anybody: nothing was refused, nothing is stuck, and no phone reports trouble with its storage.
fleet-none = No device yet
fleet-none-lead = A phone shows here when it brings its first feedback.
fleet-no-match = No such device
fleet-no-match-lead = Search for something else, or look at all of them.
fleet-more = Show more devices
fleet-device = Device
fleet-seen = Last here
fleet-waiting = Waiting here
fleet-refused = Was refused
fleet-storage = Storage
fleet-version = Version
fleet-nameless = Phone { $id }
fleet-never = Not yet
fleet-is-revoked = shut out
fleet-since = { $count ->
    [one] { $count } record, from { $when }
   *[other] { $count } records, the first from { $when }
}
fleet-refused-count = { $count ->
    [one] { $count } record to decide
   *[other] { $count } records to decide
}
fleet-declined = { $count ->
    [one] { $count } declined, still on the phone
   *[other] { $count } were declined, still on the phone
}
fleet-outdated = not the present one
fleet-came = Came in
fleet-others = Others in its room
fleet-id = Number
fleet-only-it-knows = What a phone has kept since it was last here, only the phone knows.
fleet-erase = Erase what came from it
fleet-give = Courier's number, whose orders it shows
fleet-give-help = Empty: it shows nobody's orders.
fleet-give-save = Give it to them
fleet-replace = Another phone in its place
fleet-replace-lead = For a phone that was lost, or whose browser has forgotten everything. Send the link to whoever gets the new phone: it joins this one's room and shows what waits there.
fleet-make-link = Make a link
fleet-link = Link for the new phone
fleet-link-until = Works once, until { $when }.
fleet-revoke-ask = Shut it out …
fleet-revoke-lead = It is disconnected within a second and can't come in again. What has come from it stays; what it has not sent stays on it until you let it in again.
fleet-revoke-others = The other devices in its room stay connected.
fleet-revoke = Shut out now
fleet-keep = Leave it in
fleet-revoked-at = Shut out { $when }.
fleet-admit = Let it in again
storage-kept = Safe
storage-kept-means = Its browser has promised not to clear what waits.
storage-clearable = May be cleared
storage-clearable-means = Its browser may clear what waits when it needs the room. Installing the app usually helps.
storage-low = Nearly full
storage-low-means = Little room is left on it: it should be online soon, or be tidied up.
storage-full = Full
storage-full-means = Its browser has refused to keep something. It needs room before it can take feedback offline.
storage-damaged = Damaged
storage-damaged-means = Something on it can't be read any more. It can be saved to a file under “My feedback” on the phone.
storage-unknown = It hasn't said yet.

## What waits for a decision

quarantine-page = To decide · Doorstep
quarantine-lead = Nothing is lost: what could not become a row waits here until somebody has decided, and the phone hears of it.
quarantine-loading = Loading what waits
quarantine-open = Waiting: { $count }
quarantine-decided = Decided
quarantine-done-accepted = It is in the database now, and the phone has its receipt.
quarantine-done-declined = It becomes no row. The phone keeps it, and shows your words.
quarantine-none = Nothing to decide
quarantine-none-lead = What the rules refuse, and what has the number of another record, will wait here.
quarantine-none-decided = Nothing decided yet
quarantine-none-decided-lead = What somebody has decided about two records of one number stands here.
quarantine-refused = Refused
quarantine-conflict = Two with one number
quarantine-unreadable = No record
quarantine-nameless = Without an order
quarantine-text = What stood there
quarantine-conflict-means = Another record with other content has its number already. Accepted, it becomes a record of its own beside the other.
quarantine-unreadable-means = Some program has put this where records stand. It can only be left out.
quarantine-differs = How the two differ
quarantine-field = Field
quarantine-kept = In the database
quarantine-came = This one
quarantine-accept = Accept
quarantine-mend-ask = Put right …
quarantine-decline-ask = Decline …
quarantine-mend-lead = Which delivery is it about? What was said about it stays as it was said.
quarantine-mend = Accept like this
quarantine-decline-lead = It becomes no row. The phone keeps it, and shows these words:
quarantine-word = Why not, in your words
quarantine-decline = Decline it
quarantine-stop = Not now
quarantine-became = Became a record of its own
quarantine-left-out = Left out: { $why }
refused-unknown-order = This order isn't among the known ones.
refused-link-missing = It came without the rating link of its order, and only rated links count here.
refused-link-for-another = Its rating link belongs to another order.
refused-not-yours = It was written on another device than the one that brought it.
refused-broken = This can't be right, and isn't the desk's to change:
refused-to-mend = Put this right first:
refused-other = The rules say: { $reason }
field-orderId = Order number
field-courierId = Courier
field-rating = Stars
field-comment = Comment
field-reasons = Reasons
field-contact = Contact

## Privacy

privacy-page = Privacy · Doorstep
privacy-lead = Erase somebody's feedback for good, and see how long all of it is kept.
privacy-loading = Loading
privacy-erase = Erase for good
privacy-erase-lead = First you see how much there is. Nothing of it can be brought back afterwards.
privacy-by = By
privacy-by-order = Order number
privacy-by-device = Device
privacy-by-contact = Contact
privacy-value = Which one
privacy-look = See what there is
privacy-nothing = There is nothing of this here.
privacy-rows = Records in the database
privacy-waiting = Records that wait or were refused
privacy-aside = Records put aside
privacy-address = Name and address of the order
privacy-shared = { $count ->
    [one] { $count } more device has this one's room: what came from it goes, too.
   *[other] { $count } more devices have this one's room: what came from them goes, too.
}
privacy-mentions = { $count ->
    [one] { $count } comment holds these words itself. It isn't erased with this: look for it in the list.
   *[other] { $count } comments hold these words themselves. They aren't erased with this: look for them in the list.
}
privacy-erase-ask = Erase all of this …
privacy-sure = { $count ->
    [one] { $count } entry goes for good, also from figures, search and rooms.
   *[other] { $count } entries go for good, also from figures, search and rooms.
}
privacy-keep = Keep them
privacy-erase-all = Erase for good now
privacy-done = { $count ->
    [one] { $count } record is gone.
   *[other] { $count } records are gone.
}
privacy-stubborn = { $count ->
    [one] The journal of { $count } room can't be read, so it may still hold some of it. The log says which.
   *[other] The journals of { $count } rooms can't be read, so they may still hold some of it. The log says which.
}
privacy-remains = What will remain
privacy-remained = What remains
privacy-remains-phones = On phones: what has not come in yet, and copies on phones that are offline, until they are back. What was erased here leaves them then and doesn't come back.
privacy-remains-backups = In backups that were made before, and in free pages of the database's file until they are used again.
privacy-remains-exports = In files that were exported before. Exports are made when somebody asks for them, so none is on its way.
privacy-remains-elsewhere = In mails, notes and logs outside of Doorstep. Its own log names orders.
privacy-remains-marks = Here: the bare number of each record, so that none comes back, and a line in the audit log with how many there were.
privacy-kept = How long feedback is kept
privacy-kept-days = { $days ->
    [one] Feedback is removed { $days } day after it came in, once a day.
   *[other] Feedback is removed { $days } days after it came in, once a day.
}
privacy-due = { $count ->
    [one] { $count } record goes with the next round.
   *[other] { $count } records go with the next round.
}
privacy-kept-for-ever = Feedback is kept until somebody erases it.
privacy-kept-how = Whoever runs this service sets it, in days, with { $setting }.
privacy-log = What was erased
privacy-log-empty = Nothing so far.

## People

people-page = People · Doorstep
people-lead = Viewers look. Agents also work: follow-ups, publishing, exports. Admins also manage people and devices.
people-loading = Loading people
people-role = Role
people-role-viewer = Viewer
people-role-agent = Agent
people-role-admin = Admin
people-role-of = Role of { $who }
people-invite = Invite
people-invite-somebody = Invite somebody
people-may = { $who } may come in.
people-hand-over = Hand this link over yourself; it works once, within seven days, and is shown only now.
people-link = Link for the invited person
people-mailed = The link is on its way by mail. It works once, within seven days.
people-who = Who may come in
people-you = you
people-is-disabled = disabled
people-seen = Last here { $when }
people-never = Not here yet
people-enable = Enable
people-disable-ask = Disable …
people-sure = Are you sure?
people-sure-lead = { $who } is signed out everywhere at once and can't come in again until you enable them.
people-keep = Keep
people-only-sign-out = Only sign out
people-disable = Disable

## What pages of the desk look at

filter-label = Filters
filter-period = Period
filter-from = From
filter-to = To
filter-rating = Rating
filter-any-rating = Any rating
filter-stars = { $stars ->
    [one] { $stars } star
   *[other] { $stars } stars
}
filter-stars-5 = 5 stars
filter-stars-4 = 4 stars
filter-stars-3 = 3 stars
filter-stars-2 = 2 stars
filter-stars-1 = 1 star
filter-reason = Reason
filter-any-reason = Any reason
filter-reason-other = Something else
filter-source = Source
filter-any-source = Any source
filter-courier = Courier no.
filter-text = Search comments and orders
filter-clear = Clear
period-1 = Today
period-7 = Last 7 days
period-30 = Last 30 days
period-90 = Last 90 days
period-365 = Last 12 months
period-all = All time
period-custom = From … to …
source-customer = Customer
source-courier = Couriers' reports
source-legacy = Older app
source-import = Import
source-api = Other program

## Dashboard

overview-live = Live
overview-nothing = No feedback yet
overview-nothing-lead = The first rating will show here by itself, within a second. To look around now, fill the desk with sample data.
overview-part = So many comments hold these words that only the newest { $count } are counted here.
overview-no-match = Nothing in this period
overview-no-match-lead = No feedback fits these filters. Choose a longer period, or clear them.
overview-hidden = Too few to show
overview-hidden-lead = Figures of one courier with so few ratings could tell who gave them.
figure-all = Figures
figure-count = Feedback
figure-mean = Mean rating
figure-nps = NPS
figure-nps-means = Share of five stars less share of one to three, from −100 to 100
figure-csat = Satisfied
figure-csat-means = Share of four and five stars (CSAT)
figure-asked = Asked to be called
figure-published = Published
figure-waiting = On the way
figure-waiting-means = queues not yet in the database
figure-before = The period before
trend-count = Feedback per day
trend-count-week = Feedback per week
trend-mean = Mean rating per day
trend-mean-week = Mean rating per week
trend-now = This period
trend-before = Before
trend-so-far = so far
trend-day = Day
trend-week = Week of
part-distribution = Ratings
part-reasons = What drives low ratings
part-reasons-means = How many ratings of one or two stars name each reason
part-reasons-none = No low rating names a reason.
part-couriers = Couriers
part-couriers-means = Expected rating, and how sure it is: few ratings make a long line
part-couriers-best = Doing well
part-couriers-worst = May need help
part-couriers-unsure = { $count ->
    [one] { $count } courier has too few ratings to be shown.
   *[other] { $count } couriers have too few ratings to be shown.
}
part-courier = Courier { $courier }
part-courier-sure = Between { $low } and { $high } stars, as far as can be told
part-heat = When feedback comes
part-heat-means = Weekday and hour; the stronger the colour, the more
part-comments = Newest comments
part-comments-all = Show all
sample-fill = Fill with sample data
sample-remove = Remove sample data
sample-there = { $count ->
    [one] { $count } record here is made up.
   *[other] { $count } records here are made up.
}

## The feedback list

list-page = Feedback · Doorstep
list-loading = Loading feedback
list-order = Order
list-order-newest = Newest first
list-order-oldest = Oldest first
list-order-worst = Lowest rating first
list-order-best = Highest rating first
list-export = Export
list-export-means = { $count ->
    [one] { $count } record, just as filtered
   *[other] { $count } records, just as filtered
}
list-received = Received at
list-rating = Stars
list-comment = Comment
list-order-number = Order number
list-courier = Courier
list-marks = Marks
list-choose-all = Choose all on this page
list-choose = Choose order { $order }
list-chosen = { $count ->
    [one] { $count } chosen
   *[other] { $count } are chosen
}
list-flag = Flag for follow-up
list-unflag = Take the flag off
list-flagged = { $count ->
    [one] { $count } record is changed.
   *[other] { $count } records are changed.
}
list-follow-up = Follow-up
list-no-comment = No comment
list-place = { $first } to { $last } of { $total }
list-place-many = { $first } to { $last } of more than { $total }
list-export-many = More than { $count } records, just as filtered
list-earlier = Previous
list-later = Next
list-pages = Pages
saved-all = Saved filters
saved-name = Name of this filter
saved-keep = Save this filter
saved-save = Save
saved-forget = Remove { $name }
record-title = Order no. { $order }
record-contact = Contact
record-consent = May be published
record-yes = Yes
record-no = No
record-device = Device
record-id = Record
record-history = History
record-created = Saved on the device
record-received = Received and in the database
record-corrects = Corrects an earlier record
record-corrected = Corrected by a later record

## The sheet of codes

sheet-page = Codes to print · Doorstep
sheet-title = Codes for a day's orders
sheet-lead = Each code leads the customer straight to the rating of their order, for 30 days.
sheet-day = Day
sheet-show = Show
sheet-print = Print
sheet-none = No orders on this day
sheet-none-help = Bring them with: python -m app orders import FILE.csv
sheet-more = The day has more orders than one sheet shows: these are the first { $count }.
sheet-scan = How was it? Scan to rate.
sheet-loading = The codes are being made

## The inbox

desk-inbox = Inbox
inbox-page = Inbox · Doorstep
inbox-loading = Loading the inbox
inbox-views = Views
inbox-view-open = All open
inbox-view-new = New
inbox-view-mine = Mine
inbox-view-waiting = Waiting
inbox-view-done = Done
inbox-overdue-count = { $count ->
    [one] { $count } is overdue
   *[other] { $count } are overdue
}
inbox-none = The inbox is empty
inbox-none-lead = Whoever asks to be contacted comes in here by itself. Feedback of others comes in when you flag it for follow-up.
inbox-none-here = Nothing here
inbox-none-here-lead = No open follow-up belongs into this view.
inbox-none-done = Nothing is done yet
inbox-none-done-lead = Follow-ups that are done stand here, the last one first.
inbox-more = Show more of them
inbox-next = Next follow-up
inbox-previous = Previous follow-up
inbox-take = Take it
inbox-answered = Answered
inbox-done = Done
inbox-reply = Reply
inbox-note = Note
case-new = New
case-assigned = Taken
case-waiting = Waiting
case-done = Done
case-due = Due { $when }
case-overdue = Overdue: { $when }
case-closed = Done { $when }
case-close = Close this follow-up
case-reopen = Open again
case-no-contact = No contact was left.
case-record = The whole record
case-subject = Your order { $order }
case-reply-placeholder = What you want to tell them
case-reply-help = Kept as a draft until you mark it as answered.
case-mail = Write it as a mail
case-assignee = Who sees to it
case-nobody = Nobody yet
case-due-by = Due by (time in { $zone })
case-due-set = Set
case-note-placeholder = Note for the others here
case-note-keep = Add
case-event-opened = Came in
case-event-assigned = gave it to { $whom }
case-event-given_back = gave it back to all
case-event-noted = noted
case-event-due_set = set it due by
case-event-answered = answered
case-event-done = marked it as done
case-event-reopened = opened it again
case-event-corrected = Corrected by who wrote it
case-event-withdrawn = No follow-up is asked for any more
part-case = Open the follow-up
figure-answer-time = Time to answer
figure-answer-time-means = Half of those who asked to be contacted were answered sooner

## Publishing

desk-publishing = Publishing
publishing-page = Publishing · Doorstep
publishing-lead = Comments whose authors agreed to it. You publish them whole or not at all.
publishing-loading = Loading comments
publishing-shelves = Comments
publishing-shelf-waiting = To read
publishing-shelf-published = On show
publishing-shelf-withheld = Rejected
publishing-fresh = { $count ->
    [one] Show { $count } new comment
   *[other] Show { $count } new comments
}
publishing-gone = Somebody else has decided about it.
publishing-many = { $count } or more
publishing-none-waiting = Nothing to read
publishing-none-waiting-lead = New comments whose authors agreed to be published come here by themselves.
publishing-none-published = Nothing is on show yet
publishing-none-published-lead = Comments that you approve stand here, and wherever you show them.
publishing-none-withheld = Nothing was rejected
publishing-none-withheld-lead = Comments that you reject stand here; you can take that back.
publishing-approve = Approve
publishing-reject = Reject
publishing-recall = Take back
publishing-telling = It tells a name or how to reach somebody, so it can't be published.
publishing-told-published = { $count ->
    [one] { $count } comment is on show.
   *[other] { $count } comments are on show.
}
publishing-told-withheld = { $count ->
    [one] { $count } comment was rejected.
   *[other] { $count } comments were rejected.
}
publishing-told-recalled = { $count ->
    [one] { $count } comment is to be read again.
   *[other] { $count } comments are to be read again.
}
publishing-told-telling = { $count ->
    [one] { $count } tells a name or how to reach somebody, and was left out.
   *[other] { $count } tell a name or how to reach somebody, and were left out.
}
publishing-told-not-offered = { $count ->
    [one] { $count } has no comment or no consent, and was left out.
   *[other] { $count } have no comment or no consent, and were left out.
}
publishing-next = Next comment
publishing-previous = Previous comment
publishing-embed = Show them on your site
publishing-embed-lead = Put this line where the comments should stand. It loads nothing from anybody else, and what you take back or an author corrects is gone with the next look.
publishing-embed-code = Line for your site
publishing-feed = The same as JSON
list-publish = Publish
list-withhold = Don't publish
