/**
 * Reads a QR code with the camera.
 *
 * In: the name of a dialog with a <video> in it, and what to do with the text. Out: what the dialog says meanwhile.
 * Always: nothing leaves the device; the camera is off once the dialog is closed, however that came. Where the browser
 * knows no codes, a decoder of our own is loaded, at the first scan.
 */

import { useSyncExternalStore } from "react";

/** closed; asking: for leave to use the camera; looking; refused: by the person or the device. */
export type Scan = "closed" | "asking" | "looking" | "refused";

type Decode = (video: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface Detectors {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const FORMAT = "qr_code";
const EVERY_MS = 150;
// Enough to read a code that fills a third of the picture, and quick on an old phone.
const WIDTH = 640;

let state: Scan = "closed";
const listeners = new Set<() => void>();

function show(next: Scan): void {
  state = next;
  for (const listener of listeners) listener();
}

export function useScan(): Scan {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
    () => "closed",
  );
}

export async function scan(name: string, found: (text: string) => void): Promise<void> {
  const dialog = document.getElementById(name);
  const video = dialog?.querySelector("video");
  if (!(dialog instanceof HTMLDialogElement) || !video || state !== "closed") return;
  const closed = new AbortController();
  dialog.addEventListener("close", () => closed.abort(), { once: true });
  show("asking");
  dialog.showModal();
  try {
    const text = await look(video, closed.signal);
    dialog.close();
    if (text !== null) found(text);
    show("closed");
  } catch {
    // Without a camera, or without leave to use it, the number can be typed. The dialog says so until it is closed.
    show("refused");
    await ended(closed.signal);
    show("closed");
  }
}

async function look(video: HTMLVideoElement, closed: AbortSignal): Promise<string | null> {
  const [stream, decode] = await Promise.all([
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }),
    decoder(),
  ]);
  try {
    if (closed.aborted) return null;
    video.srcObject = stream;
    await video.play();
    show("looking");
    while (!closed.aborted) {
      const text = await decode(video);
      if (text !== null) return text;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function decoder(): Promise<Decode> {
  const { BarcodeDetector } = window as { BarcodeDetector?: Detectors };
  if (BarcodeDetector && (await BarcodeDetector.getSupportedFormats()).includes(FORMAT)) {
    const detector = new BarcodeDetector({ formats: [FORMAT] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import("qr/decode.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  return async (video) => {
    canvas.width = WIDTH;
    canvas.height = Math.round((WIDTH * video.videoHeight) / video.videoWidth);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // That is how it says that there is no code in the picture.
      return null;
    }
  };
}

function ended(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}
