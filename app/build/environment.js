/** What Yjs asks of its surroundings, in the place of lib0's looking for a shell, its options and its colours. */

/** Nothing is set: what stands in an address or in localStorage must not switch anything in Yjs. */
export const getVariable = () => null;
