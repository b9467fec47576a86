// Starts the worker of Python beside JupyterLab, on the other core: JupyterLab would start it only
// when the notebook has been laid out. Its kernel is then handed this one. (Where a host isolates its
// pages, the kernel has another worker, and starts it itself.)

if (!crossOriginIsolated) {
  const address = new URL(document.currentScript.dataset.worker, document.baseURI).href;
  const start = () => {
    const early = new Worker(address, { type: "module" });
    const Ordinary = Worker;
    window.Worker = function (url, options) {
      if (String(url) !== address) return new Ordinary(url, options);
      window.Worker = Ordinary;
      return early;
    };
  };
  // Python reads files by way of the service worker; on a first visit that comes with JupyterLab.
  const { serviceWorker } = navigator;
  if (serviceWorker?.controller) start();
  else serviceWorker?.addEventListener("controllerchange", start, { once: true });
}
