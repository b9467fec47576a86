// Starts the worker of Python beside JupyterLab, on the other core: JupyterLab would start it only
// when the notebook has been laid out. Its kernel is then handed this one.

{
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
  // Python reads files by way of the service worker, which is there from the second visit on.
  const { serviceWorker } = navigator;
  if (serviceWorker?.controller) start();
  else serviceWorker?.addEventListener("controllerchange", start, { once: true });
}
