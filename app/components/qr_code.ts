/**
 * QR codes, drawn in the browser.
 *
 * In: an element and what its code says. Out: the code as an SVG in it. The encoder is fetched at the first code.
 */

const SAYS = "data-qr";

/** For a React ref: called with each render. */
export function drawCode(node: HTMLElement | null, text: string): void {
  if (node === null || node.getAttribute(SAYS) === text) return;
  node.setAttribute(SAYS, text);
  void import("qr").then(({ encodeQR }) => {
    if (node.getAttribute(SAYS) === text) node.innerHTML = encodeQR(text, "svg", { ecc: "medium", border: 2 });
  });
}
