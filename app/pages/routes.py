"""Where each page stands. Whatever lies under DESK needs the network and a sign-in; the rest opens without both."""

LANDING = "/"
RATE = "/rate"
DESK = "/admin"
SIGN_IN = "/admin/sign-in"
GALLERY = "/gallery"
