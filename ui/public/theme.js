// Runs before the first paint, so that a chosen theme never flashes. The CSP forbids it inline.
try {
  var theme = localStorage.getItem("hocket.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (error) {
  // Storage is blocked: the system's theme it is.
}
