/**
 * What Reflex finds in the place of universal-cookie: Doorstep's pages keep nothing in cookies.
 *
 * A State that declares an rx.Cookie stops the page at once, in development as well, instead of losing what it keeps.
 */

function refuse() {
  throw new Error("Doorstep's pages keep no cookies: see app/build/lighter.py.");
}

export default class Cookies {
  get = refuse;
  set = refuse;
  remove = refuse;
}
