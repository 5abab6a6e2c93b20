(() => {
  // While a customer has the phone, every page of ours is the one with the form, whichever way somebody tries to go.
  const KEY = "doorstep-hand-over";
  const PLACE = "/hand-over";
  // What a courier has is on the others; these are what customers see, and are not held up.
  const OPEN = /^\/(rate(\/|$)|$)/;
  const LONGEST_MS = 1000;
  const page = document.documentElement;
  const read = (text) => JSON.parse(text ?? "{}");
  const wanted = () => {
    try {
      const { order, courier, link } = read(localStorage.getItem(KEY));
      return order === undefined ? null : `${PLACE}?${new URLSearchParams({ order, courier, ...(link && { link }) })}`;
    } catch {
      return null;
    }
  };
  const stay = () => {
    const to = wanted();
    const is = to === null ? location.pathname !== PLACE : location.pathname + location.search === to;
    if (is) return;
    // What the browser has brought back from its memory must not be seen on the way.
    page.hidden = true;
    location.replace(to ?? "/courier");
  };
  // A browser that was killed may have lost the last seconds of localStorage; handed.ts wrote it here as well.
  const isBehind = (text) => {
    const there = read(text);
    return wanted() === null || (there.isRated && there.began === read(localStorage.getItem(KEY)).began);
  };
  const remember = () =>
    new Promise((done) => {
      setTimeout(done, LONGEST_MS);
      const asked = indexedDB.open(KEY);
      // There is none, and none is made.
      asked.onupgradeneeded = () => asked.transaction.abort();
      asked.onerror = done;
      asked.onsuccess = () => {
        const found = asked.result.transaction("now").objectStore("now").get(KEY);
        found.onerror = done;
        found.onsuccess = () => {
          asked.result.close();
          if (found.result !== undefined && isBehind(found.result)) localStorage.setItem(KEY, found.result);
          dispatchEvent(new Event("doorstep:handed"));
          done();
        };
      };
    });
  if (wanted() !== null) {
    stay();
    remember().catch(() => undefined);
  } else {
    page.hidden = !OPEN.test(location.pathname);
    remember()
      .catch(() => undefined)
      .then(() => {
        page.hidden = false;
        stay();
      });
  }
  addEventListener("pageshow", ({ persisted }) => persisted && stay());
  addEventListener("storage", ({ key }) => key === KEY && stay());
  // Before the router hears of it: for him nothing has happened.
  addEventListener("popstate", (event) => {
    const to = wanted();
    if (to === null) return;
    event.stopImmediatePropagation();
    history.pushState(null, "", to);
  });
})();
