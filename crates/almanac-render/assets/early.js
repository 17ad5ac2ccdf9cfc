// Sets the page as its reader wants it, before it is shown: as was chosen in settings.js, and with room for
// what goes on where something was begun.
try {
  for (const name of ["size", "colours"]) {
    const value = localStorage.getItem(`almanac:${name}`);
    if (value) document.documentElement.dataset[name] = value;
  }
  const begun = `almanac:${document.documentElement.dataset.base}:event:`;
  for (let index = 0; index < localStorage.length; index += 1) {
    if (!localStorage.key(index).startsWith(begun)) continue;
    document.documentElement.dataset.begun = "";
    break;
  }
} catch {
  // A browser that keeps nothing shows the page as it comes.
}
