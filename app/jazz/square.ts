/**
 * A QR code, drawn in the browser: what it says must not leave the device.
 *
 * In: a text. Out: a path of dark squares, with the quiet edge that cameras need. The encoder is fetched when the first
 * code is drawn; the service worker keeps it.
 */

export interface Square {
  readonly path: string;
  /** Of the whole picture, edge included, in squares. */
  readonly size: number;
}

const EDGE = 4;

export async function squareOf(text: string): Promise<Square> {
  const { encodeQR } = await import("qr");
  const rows = encodeQR(text, "raw", { border: EDGE });
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { path, size: rows.length };
}
