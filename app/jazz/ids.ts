/**
 * Ids of records: UUIDs of version 7, made at the moment of capture.
 *
 * Always holds: ids of one maker rise, also within a millisecond and when the clock is set back.
 */

const COUNTER_BITS = 12;
const COUNTER_END = 2 ** COUNTER_BITS;

export interface Sources {
  readonly now: () => number;
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

export const BROWSER: Sources = {
  now: () => Date.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
};

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

/** The id of a moment, a counter below 4096 and 8 random bytes. */
export function uuid7(time: number, counter: number, tail: Uint8Array): string {
  const [first = 0, ...rest] = tail;
  const end = [(first & 0x3f) | 0x80, ...rest].map((byte) => hex(byte, 2)).join("");
  const moment = hex(time, 12);
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${hex(counter, 3)}-${end.slice(0, 4)}-${end.slice(4)}`;
}

export function idMaker(sources: Sources = BROWSER): () => string {
  let last = 0;
  let counter = 0;
  return () => {
    const [high = 0, low = 0, ...tail] = sources.random(new Uint8Array(10));
    const now = sources.now();
    if (now > last) {
      last = now;
      // Starts in the lower half, so that a burst has room to count up.
      counter = ((high << 8) | low) % (COUNTER_END / 2);
    } else if (++counter === COUNTER_END) {
      last += 1;
      counter = 0;
    }
    return uuid7(last, counter, Uint8Array.from(tail));
  };
}

/** A moment as the device's clock shows it, with its offset. */
export function localTime(time: number): string {
  const offset = -new Date(time).getTimezoneOffset();
  const local = new Date(time + offset * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${pad(hours)}:${pad(minutes)}`;
}
