// node bundle.mjs FOLDER NAME…: each peer as one file for a bare page.
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const [folder, ...names] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
for (const name of names) {
  const bundle = await rolldown({
    input: here(`${name}.ts`),
    platform: "browser",
    resolve: { modules: [here("node_modules")] },
    transform: { define: { "process.env.NODE_ENV": '"production"' } },
    onLog: () => undefined,
  });
  await bundle.write({ file: `${folder}/${name}.js`, format: "esm", minify: true, codeSplitting: false });
}
