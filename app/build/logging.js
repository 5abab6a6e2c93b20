/** What Yjs logs with, in the place of lib0's colours for consoles, and all that those bring along. */

const [BOLD, UNBOLD, ORANGE, RED] = ["", "", "", ""];

function print(...words) {
  console.log(...words.filter((word) => word !== ""));
}

function warn(...words) {
  console.warn(...words);
}

export { BOLD, ORANGE, print, RED, UNBOLD, warn };
