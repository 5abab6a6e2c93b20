/** What Yjs asks of lib0's buffers: the rest of them asks whether this is a browser. */

export const copyUint8Array = (bytes) => bytes.slice();
