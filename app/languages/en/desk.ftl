## Around every page of the desk

desk-places = Desk
desk-overview = Overview

## Overview

desk-page = Desk · Doorstep
desk-counting = Counting
desk-signed-in = Signed in as { $who }
desk-sign-out = Sign out

## Sign-in

sign-in-page = Sign in · Doorstep
sign-in-title = Sign in
sign-in-working = Signing you in …
sign-in-used = This link doesn't work any more: it works once, and only until the next start of Doorstep.
sign-in-too_many = Too many attempts from your address. Wait a minute, then open the link again.
sign-in-unreachable = Doorstep can't be reached. Open the link again when you are back online.
sign-in-how = To sign in, open the link that Doorstep prints in the terminal when it starts.
