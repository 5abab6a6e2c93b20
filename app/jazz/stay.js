(() => {
  // While a customer has the phone, every page of ours is the one with the form, whichever way somebody tries to go.
  const KEY = "doorstep-hand-over";
  const PLACE = "/hand-over";
  const wanted = () => {
    try {
      const { order, courier } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      return order === undefined ? null : `${PLACE}?${new URLSearchParams({ order, courier })}`;
    } catch {
      return null;
    }
  };
  const stay = () => {
    const to = wanted();
    const is = to === null ? location.pathname !== PLACE : location.pathname + location.search === to;
    if (is) return;
    // What the browser has brought back from its memory must not be seen on the way.
    document.documentElement.hidden = true;
    location.replace(to ?? "/courier");
  };
  stay();
  addEventListener("pageshow", stay);
  addEventListener("storage", ({ key }) => key === KEY && stay());
  // Before the router hears of it: for him nothing has happened.
  addEventListener("popstate", (event) => {
    const to = wanted();
    if (to === null) return;
    event.stopImmediatePropagation();
    history.pushState(null, "", to);
  });
})();
