// Pages that can be read without connection name the script that keeps them.
const page = document.querySelector("[data-offline-worker]");
if (page && "serviceWorker" in navigator) navigator.serviceWorker.register(page.dataset.offlineWorker).catch(() => {});
