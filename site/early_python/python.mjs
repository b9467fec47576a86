// Python, which begins to load with the worker that it runs in: for that, the worker's script names
// this module first. The kernel, which asks for Python later, is given the one that is under way.
// site/lite.py writes down where Pyodide is, and the packages.

import { loadPyodide as load } from "PYODIDEpyodide.mjs";

const url = (path) => new URL(path, import.meta.url).href;
const loaded = load({
  indexURL: url("PYODIDE"),
  lockFileURL: url("pyodide-lock.json"),
  stdLibURL: url("python_stdlib.zip"),
  packages: "PACKAGES".split(" "),
});
const started = loaded.then(async (python) => {
  // Where the kernel will lay the notebooks' folder: answers are kept there. Until then it is empty,
  // so that imports, which look there as well, need not wait for it.
  python.FS.mkdirTree("/drive");
  python.FS.chdir("/drive");
  await python.runPythonAsync("import piplite.piplite, pyodide_kernel");
  return python;
});

export async function loadPyodide({ stdout, stderr }) {
  const python = await started;
  python.setStdout({ batched: stdout });
  python.setStderr({ batched: stderr });
  return python;
}
