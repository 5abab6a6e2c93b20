## Around every page of the desk

desk-places = Desk
desk-overview = Overview

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
