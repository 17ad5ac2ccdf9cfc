// Finds the root of a site made of files, for the page that a host sends for every address at which there is nothing: where
// nobody said where the site will lie, that page can't know how far up its root is. The root is the nearest folder above
// that has a script of this page. It is found before anything else of the page is read, so that all of it is fetched
// from there; that is why this is no module, stands in the page itself, and waits for the answers.
{
  const known = document.currentScript?.dataset.known ?? "";
  /** How many folders are asked. No address of a site has more parts, and somebody may have typed hundreds. */
  const MOST_ASKED = 12;

  /** @param {string} asked */
  const isRoot = (asked) => {
    try {
      const request = new XMLHttpRequest();
      request.open("GET", asked + known, false);
      request.send();
      // Some hosts answer everything with a page.
      return request.status === 200 && /script/.test(request.getResponseHeader("content-type") ?? "");
    } catch {
      return false;
    }
  };

  let folder = location.pathname;
  let root = "/";
  for (let count = 0; count < MOST_ASKED && folder !== ""; count += 1) {
    folder = folder.slice(0, folder.lastIndexOf("/") + 1);
    if (isRoot(folder)) {
      root = folder;
      break;
    }
    folder = folder.slice(0, -1);
  }
  const base = document.createElement("base");
  base.href = root;
  document.head.prepend(base);

  // What leads to a place on this page would now lead to the front page.
  addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("a[href^='#']")) {
      link.setAttribute("href", location.pathname + location.search + link.getAttribute("href"));
    }
  });
}
