// Starts Python while the notebook is still being laid out, on the other core: JupyterLab would
// start it only then. It takes a session that runs for its notebook's path as its own.

async function start({ started, serviceManager }) {
  const path = new URLSearchParams(location.search).get("path");
  if (!path?.endsWith(".ipynb")) return;
  await started; // until then there is no Python to choose
  const session = { path, name: path, type: "notebook", kernel: { name: "python" } };
  const connection = await serviceManager.sessions.startNew(session);
  connection.dispose(); // or it would refuse the notebook's widgets, of which it knows nothing
}

// What a bundler writes for a plugin of JupyterLab.
window._JUPYTERLAB ??= {};
window._JUPYTERLAB["early-kernel"] = {
  init() {},
  get: async () => () => ({
    __esModule: true,
    default: { id: "early-kernel:plugin", autoStart: true, activate: (app) => void start(app) },
  }),
};
