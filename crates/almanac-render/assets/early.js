// Sets the page as its reader wants it, before it is shown. The choice is made in settings.js.
try {
  for (const name of ["size", "colours"]) {
    const value = localStorage.getItem(`almanac:${name}`);
    if (value) document.documentElement.dataset[name] = value;
  }
} catch {
  // A browser that keeps nothing shows the page as it comes.
}
