/** The names under which an account keeps, among its facts, what more than one part of the code asks for. */

/** Who it is to the server. */
export const CREDENTIALS = "credentials";
/** A join that the server has granted and this device hasn't finished. */
export const JOINING = "joining";
/** Which records are a courier's own reports. */
export const REPORTS = "reports";
/** How many of the records that can't be read stand in a file that a person has saved. */
export const ASIDE_SAVED = "asideSaved";
