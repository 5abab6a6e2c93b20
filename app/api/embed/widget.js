/*
 * Published comments on any page: <script async src="https://…/api/published/widget.js" data-count="6"></script>
 *
 * In: the address of this script, and how many comments. Out: a list where the script stands, in a tree of its own that
 * the page's styles don't reach. Always: it asks nobody but the server it came from, sends nothing but that question,
 * and shows what people wrote as text, never as HTML. With nothing to show, it shows nothing.
 */
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script) return;
  const { count = "6", theme = "auto" } = script.dataset;
  const language = script.closest("[lang]")?.lang || navigator.language;

  const LIGHT = "--card:#fff;--ink:#1b2432;--quiet:#566172;--line:#e4e1db;--star:#b45309";
  const DARK = "--card:#182029;--ink:#eef1f5;--quiet:#a3afbf;--line:#2b3642;--star:#fbbf24";
  const STYLE = `
    :host { display: block; ${theme === "dark" ? DARK : LIGHT} }
    ${theme === "auto" ? `@media (prefers-color-scheme: dark) { :host { ${DARK} } }` : ""}
    ul { display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); margin: 0; padding: 0;
         list-style: none; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); }
    li { display: grid; gap: 8px; align-content: start; padding: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
    blockquote { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
    p { display: flex; justify-content: space-between; gap: 12px; margin: 0; font-size: 14px; color: var(--quiet); }
    span { color: var(--star); letter-spacing: 0.05em; }
  `;

  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const day = (iso) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));

  const card = ({ rating, comment, day: when }) => {
    const stars = make("span", "★".repeat(rating) + "☆".repeat(5 - rating), { role: "img", "aria-label": `${rating}/5` });
    const about = make("p", "");
    about.append(stars, make("time", day(when), { datetime: when }));
    const item = make("li", "");
    item.append(make("blockquote", comment), about);
    return item;
  };

  const show = ({ items }) => {
    if (items.length === 0) return;
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    // No style element: a page's policy may refuse those.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const list = make("ul", "", { role: "list" });
    list.append(...items.map(card));
    root.append(list);
    script.after(host);
  };

  const feed = new URL("../published", script.src);
  feed.searchParams.set("limit", count);
  fetch(feed, { credentials: "omit", referrerPolicy: "no-referrer" })
    .then((answer) => (answer.ok ? answer.json() : { items: [] }))
    .then(show)
    .catch(() => undefined);
})();
