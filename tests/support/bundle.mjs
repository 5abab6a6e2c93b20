// node bundle.mjs IN.ts OUT.js: one file for a bare page, as small as the pages' own build makes it.
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const [input, file] = process.argv.slice(2);
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const bundle = await rolldown({ input, platform: "browser", resolve: { modules: [modules] } });
await bundle.write({ file, format: "esm", minify: true, codeSplitting: false });
