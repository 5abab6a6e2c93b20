/**
 * Keys of the desk, and leaving it.
 *
 * What has data-keys is pressed when its keys are typed one after the other ("g p"); ? shows them all. Nothing
 * happens while somebody types into a field, holds a modifier, or looks at a dialog.
 */
import { useEffect } from "react";

const PAUSE = 1_500;
const HELP = "keys";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useDeskKeys(): void {
  useEffect(() => {
    let typed = "";
    let last = 0;
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      if (event.key === "?") {
        event.preventDefault();
        (document.getElementById(HELP) as HTMLDialogElement | null)?.showModal();
        return;
      }
      if (event.key.length !== 1) return;
      typed = event.timeStamp - last < PAUSE ? `${typed} ${event.key}`.slice(-3) : event.key;
      last = event.timeStamp;
      const links = [...document.querySelectorAll<HTMLElement>("[data-keys]")];
      const link = links.find((each) => typed.endsWith(each.dataset["keys"]!));
      if (!link) return;
      event.preventDefault();
      typed = "";
      // A field is gone to; everything else is pressed.
      if (isTyping(link)) link.focus();
      else link.click();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}

/** Ends the session on the server. With no answer the person stays where they are, still signed in. */
export async function signOut(): Promise<void> {
  const answer = await fetch("/api/sign-out", { method: "POST" }).catch(() => null);
  if (!answer?.ok) return;
  // The tab's own token goes, too: what it held on the server belongs to nobody now.
  window.sessionStorage.clear();
  window.location.replace("/");
}
