/**
 * What Reflex's pages make elements with, in the place of emotion: React's own createElement.
 *
 * Doorstep styles by class. A style prop that slips in becomes a plain style attribute.
 */

import { createElement } from "react";

export function jsx(type, props, ...children) {
  if (!props?.css) return createElement(type, props, ...children);
  const { css, ...others } = props;
  return createElement(type, { ...others, style: { ...css, ...others.style } }, ...children);
}
