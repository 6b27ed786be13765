// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
// The stored colour scheme is set early, so that a dark page never flashes white.
(function () {
  var stored;
  try {
    stored = localStorage.getItem('color-scheme');
  } catch {
    stored = null;
  }
  var dark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
})();
// The content security policy forbids eval, which Zod would otherwise try before it falls back.
globalThis['__zod_globalConfig'] = { jitless: true };
