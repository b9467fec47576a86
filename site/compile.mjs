// Run a Python program in Pyodide, with a folder of this machine as /archives:
//     node compile.mjs PYODIDE_FOLDER FOLDER PROGRAM

import { readFileSync } from "node:fs";
import process from "node:process";

const [pyodide, folder, program] = process.argv.slice(2);
const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.mountNodeFS("/archives", folder);
python.runPython(readFileSync(program, "utf8"));
