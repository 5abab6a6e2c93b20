/** A bare page's way to the queue's modules: everything under window.jazz, and `device` for the usual one. */

import * as Y from "yjs";

import * as cipher from "../../app/jazz/cipher.ts";
import { Database } from "../../app/jazz/database.ts";
import { Device, type DeviceSettings } from "../../app/jazz/device.ts";
import type { QueueError } from "../../app/jazz/errors.ts";
import { idMaker } from "../../app/jazz/ids.ts";
import { migrate, migrateDrafts } from "../../app/jazz/legacy.ts";
import { LocalDevice } from "../../app/jazz/local_device.ts";
import { LockedDevice } from "../../app/jazz/locked_device.ts";
import { Openers } from "../../app/jazz/openers.ts";

const trouble: string[] = [];

function record(fields: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { orderId: "ORDER-1", courierId: 7, rating: 5, comment: "", source: "customer", ...fields };
}

function tell(error: QueueError): void {
  trouble.push(error.code);
}

const openers = new Openers("test");

async function open(settings: Partial<DeviceSettings> = {}): Promise<Device> {
  const device = await Device.open({ account: "test", encrypted: true, ...settings }, tell, openers);
  Object.assign(window, { device });
  return device;
}

/** As a page does: open it, or what can be done while it is locked. */
async function openOrLocked(): Promise<Device | LockedDevice> {
  const opened = await open().catch(async (error: QueueError) => {
    if (error.code !== "storage_locked") throw error;
    return LockedDevice.open({ account: "test", encrypted: true }, tell, openers);
  });
  Object.assign(window, { device: opened });
  return opened;
}

async function openList(): Promise<LocalDevice> {
  const device = await LocalDevice.open("test", tell, openers);
  Object.assign(window, { device });
  return device;
}

/** What became of a promise, as JSON: {ok} or the error's {code}. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (ok) => ({ ok: ok ?? null }),
    (error: QueueError) => ({ code: error.code ?? String(error) }),
  );
}

/** A database as another program would see it. */
function raw(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function rows(name: string, store: string): Promise<unknown[]> {
  const database = await raw(name);
  return new Promise((resolve) => {
    const all = database.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => {
      database.close();
      resolve(all.result);
    };
  });
}

Object.assign(window, {
  jazz: {
    ...cipher,
    Y,
    Database,
    Device,
    idMaker,
    migrate,
    migrateDrafts,
    open,
    openList,
    openOrLocked,
    outcome,
    raw,
    record,
    rows,
    trouble,
  },
});
