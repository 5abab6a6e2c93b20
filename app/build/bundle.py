"""One script out of TypeScript modules, for where a browser takes no modules: the service worker.

In: the module that begins. Out: its text and that of all it imports, by the bundler that the pages are built with.
"""

import subprocess
from pathlib import Path

from app.build.node import node_environment, node_folder
from app.errors import BuildError

BUNDLE = """
import { rolldown } from "rolldown";
const [input, modules] = process.argv.slice(1);
const bundle = await rolldown({ input, platform: "browser", resolve: { modules: [modules] } });
const { output } = await bundle.generate({ format: "iife", minify: true, codeSplitting: false });
process.stdout.write(output[0].code);
"""


def bundle(entry: Path, web: Path) -> str:
    """The script; packages are those of the pages in `web`."""
    done = subprocess.run(
        [
            node_folder() / "node",
            "--input-type=module",
            "-e",
            BUNDLE,
            entry.resolve(),
            (web / "node_modules").resolve(),
        ],
        # From there the bundler itself is found.
        cwd=web,
        env=node_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildError(f"The service worker's script can't be built: {done.stderr.strip()}")
    return done.stdout
