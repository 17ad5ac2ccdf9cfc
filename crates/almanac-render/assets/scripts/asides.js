// Where there is no margin, the source of a citation opens in place, behind the line that cites it.

/** The aside of a note that stands right behind a mark. */
function asideBehind(mark, number) {
  for (let next = mark.nextElementSibling; next?.matches(".aside"); next = next.nextElementSibling) {
    if (next.dataset.note === number) return next;
  }
  return null;
}

/** Puts a copy of the aside of a note behind a mark; the page has one, behind the first mark. */
function copyBehind(mark, number) {
  const first = document.querySelector(`.aside[data-note="${number}"]`);
  if (first === null) return null;
  const copy = first.cloneNode(true);
  copy.classList.remove("is-open");
  mark.after(copy);
  return copy;
}

function show(aside, link, isOpen) {
  aside.classList.toggle("is-open", isOpen);
  link.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) aside.removeAttribute("aria-hidden");
  else aside.setAttribute("aria-hidden", "true");
  for (const inner of aside.querySelectorAll("a")) inner.tabIndex = isOpen ? 0 : -1;
}

/** Opens the source that a citation names, or closes it. */
export function toggle(link) {
  const mark = link.closest(".cite");
  const number = link.hash.slice("#note:".length);
  const aside = asideBehind(mark, number) ?? copyBehind(mark, number);
  if (aside === null) location.hash = link.hash;
  else show(aside, link, !aside.classList.contains("is-open"));
}
