// Marks in the list of contents the section that is being read.

/** The last heading that has passed the upper part of the screen. */
function current(headings) {
  const line = window.innerHeight / 4;
  return headings.findLast(({ heading }) => heading.getBoundingClientRect().top <= line) ?? null;
}

export function open() {
  const links = [...document.querySelectorAll(".contents a")];
  const headings = links
    .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(({ heading }) => heading !== null);
  if (headings.length === 0) return;
  let shown = null;
  const update = () => {
    const found = current(headings)?.link ?? null;
    if (found === shown) return;
    shown?.removeAttribute("aria-current");
    found?.setAttribute("aria-current", "location");
    shown = found;
  };
  update();
  let isWaiting = false;
  window.addEventListener(
    "scroll",
    () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        update();
      });
    },
    { passive: true },
  );
}
