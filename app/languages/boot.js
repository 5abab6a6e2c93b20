/* Asks for the visitor's language, and says the page in it while it is still being read (app/languages/delivery.py). */
(() => {
  const FILES = {};
  const texts = {};
  const done = new WeakSet();
  const remembered = () => {
    try {
      return localStorage.getItem("doorstep-language");
    } catch {
      return null;
    }
  };
  const wanted = [remembered(), ...navigator.languages].map((each) => String(each).split("-")[0].toLowerCase());
  const language = wanted.find((each) => each === "en" || each in FILES) ?? "en";
  const attributes = (element) => {
    for (const name of ["aria-label", "title", "placeholder"]) {
      const said = texts[element.getAttribute(name)];
      if (typeof said === "string") element.setAttribute(name, said);
    }
  };
  const say = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = texts[node.data];
      // A text cut off at the end of a packet is none yet: it is looked at again when the page is complete.
      if (typeof said !== "string" || done.has(node)) return;
      done.add(node);
      node.data = said;
    } else if (node.nodeType === Node.ELEMENT_NODE && !/^(script|style|svg)$/.test(node.localName)) {
      if (!done.has(node)) attributes(node);
      done.add(node);
      node.childNodes.forEach(say);
    }
  };
  const observer = new MutationObserver((records) => records.forEach((each) => each.addedNodes.forEach(say)));
  window.doorstepLanguage = { files: FILES, code: "en", direction: "ltr", parts: [], texts };
  window.doorstepTexts = (code, direction, part, some) => {
    document.currentScript.remove();
    Object.assign(texts, some);
    window.doorstepLanguage.parts.push(part);
    Object.assign(window.doorstepLanguage, { code, direction });
    Object.assign(document.documentElement, { lang: code, dir: direction });
    observer.observe(document, { childList: true, subtree: true });
  };
  const parts = /^\/(admin|sign-in)(\/|$)/.test(location.pathname) ? ["door", "desk"] : ["door"];
  // Written, so that the browser waits for it before it draws: a few KiB, kept on the device after the first time.
  // (The tag's name in one piece would end this script, or be changed by what writes it into the page.)
  const tag = "script";
  const load = (part) => document.write(`<${tag} src="${FILES[language][part]}"></${tag}>`);
  if (language !== "en") parts.forEach(load);
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    observer.disconnect();
    const { code } = window.doorstepLanguage;
    if (code === "en") return;
    say(document.documentElement);
    document.querySelectorAll(`option[lang="${code}"]`).forEach((each) => (each.selected = true));
  });
})();
