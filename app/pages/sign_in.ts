/**
 * Trades the token behind the # of a sign-in link for a session, as soon as the page opens.
 *
 * The token leaves the address bar before anything is sent: it must not stay in the history. It never was in a request
 * line, since browsers keep what follows the # to themselves.
 */
import { useEffect, useState } from "react";

export type SignInState = "working" | "no_link" | "used" | "too_many" | "unreachable";

const TRADE = "/api/sign-in/link";
const DESK = "/admin";

async function trade(token: string): Promise<SignInState> {
  try {
    const answer = await fetch(TRADE, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) {
      // A whole new load: the page's socket takes the session's cookie when it opens.
      window.location.replace(DESK);
      return "working";
    }
    if (answer.status === 429) return "too_many";
    return answer.status < 500 ? "used" : "unreachable";
  } catch {
    return "unreachable";
  }
}

/** Ends the session on the server. With no answer the person stays where they are, still signed in. */
export async function signOut(): Promise<void> {
  const answer = await fetch("/api/sign-out", { method: "POST" }).catch(() => null);
  if (answer?.ok) window.location.replace("/");
}

export function useSignIn(): SignInState {
  const [state, setState] = useState<SignInState>("working");
  useEffect(() => {
    const open = (): void => {
      const token = window.location.hash.slice(1);
      if (!token) return;
      setState("working");
      window.history.replaceState(window.history.state, "", window.location.pathname);
      void trade(token).then(setState);
    };
    if (window.location.hash.length > 1) open();
    else setState("no_link");
    // A link that is pasted into a tab with this page changes only what follows the #.
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, []);
  return state;
}
