// node bundle.mjs FOLDER NAME…: each peer as one file for a bare page; ours as the pages load it, in parts.
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const [folder, ...names] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
// As in the pages' own build (app/build/lighter.py).
const STAND_INS = ["buffer", "environment", "logging"];
const ours = Object.fromEntries(STAND_INS.map((name) => [`lib0/${name}`, here(`../../app/build/${name}.js`)]));
const written = { format: "esm", minify: true, comments: false };
for (const name of names) {
  const bundle = await rolldown({
    input: here(`${name}.ts`),
    platform: "browser",
    resolve: { modules: [here("node_modules")], alias: ["ours", "weight"].includes(name) ? ours : {} },
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    onLog: () => undefined,
  });
  if (name === "weight") await bundle.write({ ...written, dir: `${folder}/${name}` });
  else if (name === "ours") await bundle.write({ ...written, dir: folder });
  else await bundle.write({ ...written, file: `${folder}/${name}.js`, codeSplitting: false });
}
