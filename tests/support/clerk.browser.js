/** What Clerk's script does, as far as we use it: nothing is known before load(), and a session outlives the page. */
(() => {
  const { origin } = new URL(document.currentScript.src);
  const SIGNED_IN = "signed in with Clerk";
  const listeners = new Set();

  async function ask(path) {
    const answer = await fetch(origin + path);
    if (!answer.ok) throw new Error(`Clerk answers ${answer.status}.`);
    return answer.text();
  }

  const session = { getToken: () => ask("/token") };
  const clerk = {
    loaded: false,
    session: undefined,
    async load() {
      if (clerk.loaded) return;
      await ask("/v1/client");
      clerk.loaded = true;
      become(localStorage.getItem(SIGNED_IN) ? session : null);
    },
    addListener(hear) {
      listeners.add(hear);
      if (clerk.loaded) hear({ session: clerk.session });
      return () => listeners.delete(hear);
    },
    openSignIn() {
      if (!clerk.loaded) throw new Error("Clerk is not loaded.");
      localStorage.setItem(SIGNED_IN, "yes");
      become(session);
    },
  };

  function become(now) {
    clerk.session = now;
    for (const hear of listeners) hear({ session: now });
  }

  window.Clerk ??= clerk;
})();
