/** The names under which an account keeps, among its facts, who it is to the server; apart from the code that asks. */

export const CREDENTIALS = "credentials";
/** A join that the server has granted and this device hasn't finished. */
export const JOINING = "joining";
