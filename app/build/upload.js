/** What Reflex finds in the place of its file upload, which no page has: see app/build/lighter.py. */

export function uploadFiles() {
  throw new Error("Doorstep's pages upload nothing through Reflex: see app/build/lighter.py.");
}
