/**
 * Calls to our server over HTTP, and whether it was our server that answered.
 *
 * Stage: sync. In: an address and a body. Out: the answer's content, or a Refusal. Always holds: an answer counts only
 * when it has the form that ours have; a portal that answers everything with its own page is silence.
 */

import { codeOf, SILENCE, type Ending } from "./answers.ts";
import type { Bytes } from "./cipher.ts";

const ANSWER_MS = 20_000;
const BINARY = "application/octet-stream";
const JSON_TYPE = "application/json";

/** Nobody answered, or the server said no. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly ending: Ending;

  constructor(ending: Ending, cause?: unknown) {
    super(`The server can't be reached or refused: ${ending.code}`, { cause });
    this.ending = ending;
  }
}

interface Problem {
  readonly error?: unknown;
  readonly fields?: Readonly<Record<string, string>>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Send JSON or nothing, get JSON. */
export async function call<T>(
  address: string,
  token: string | null,
  body: object | null,
  over: AbortSignal,
  method: Method = "POST",
): Promise<T> {
  const response = await ask(address, token, JSON_TYPE, body && JSON.stringify(body), over, method);
  return (await response.json()) as T;
}

/** Get JSON. */
export async function look<T>(address: string, token: string, over: AbortSignal): Promise<T> {
  const response = await ask(address, token, JSON_TYPE, null, over, "GET");
  return (await response.json()) as T;
}

/** Send bytes, get bytes. */
export async function callBinary(address: string, token: string, body: Bytes, over: AbortSignal): Promise<Bytes> {
  const response = await ask(address, token, BINARY, body, over);
  return new Uint8Array(await response.arrayBuffer());
}

/** The answer is of the type given, as the question is; without a body nothing is sent, only asked for. */
async function ask(
  address: string,
  token: string | null,
  type: string,
  body: BodyInit | null,
  over: AbortSignal,
  method: Method = "POST",
): Promise<Response> {
  const headers = { "Content-Type": type, ...(token === null ? {} : { Authorization: `Bearer ${token}` }) };
  const signal = AbortSignal.any([over, AbortSignal.timeout(ANSWER_MS)]);
  // The token says who we are; the session of an admin in the same browser must not.
  const options: RequestInit = { method, headers, body, signal, credentials: "omit", redirect: "error" };
  const response = await fetch(address, { ...options, cache: "no-store" }).catch((error: unknown) => {
    throw new Refusal(SILENCE, error);
  });
  if (response.ok && isOf(response, type)) return response;
  throw new Refusal(isOf(response, JSON_TYPE) ? await endingOf(response) : SILENCE);
}

function isOf(response: Response, type: string): boolean {
  return (response.headers.get("Content-Type") ?? "").startsWith(type);
}

async function endingOf(response: Response): Promise<Ending> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  if (typeof problem.error !== "string") return SILENCE;
  const wait = Number(response.headers.get("Retry-After") ?? 0) * 1000;
  return { code: codeOf(response.status), reason: problem.fields?.["epoch"] ?? "", heard: true, wait: wait || 0 };
}
