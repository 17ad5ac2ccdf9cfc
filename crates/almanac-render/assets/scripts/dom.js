// Finds and makes elements of the page, each with its type.

/** The path that the almanac is served from, with a slash at its end. */
export const base = () => document.documentElement.dataset.base ?? "/";

/** Whether the page's own words run from right to left. The body says so where these aren't in the page's language. */
export const isMirrored = () => (document.body?.dir || document.documentElement.dir) === "rtl";

/**
 * The first element of a type that a selector finds.
 * @template {Element} T
 * @param {new () => T} type
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T | null}
 */
export function oneOf(type, selector, within = document) {
  const found = within.querySelector(selector);
  return found instanceof type ? found : null;
}

/**
 * The first element that a selector finds.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
export const one = (selector, within) => oneOf(HTMLElement, selector, within);

/**
 * All elements of a type that a selector finds.
 * @template {Element} T
 * @param {new () => T} type
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T[]}
 */
export const allOf = (type, selector, within = document) =>
  [...within.querySelectorAll(selector)].flatMap((found) => (found instanceof type ? [found] : []));

/**
 * All elements that a selector finds.
 * @param {string} selector
 * @param {ParentNode} [within]
 */
export const all = (selector, within) => allOf(HTMLElement, selector, within);

/**
 * The element at which an event happened, or the nearest around it, that a selector describes.
 * @template {Element} T
 * @param {new () => T} type
 * @param {string} selector
 * @param {Event} event
 * @returns {T | null}
 */
export function closest(type, selector, event) {
  const found = event.target instanceof Element ? event.target.closest(selector) : null;
  return found instanceof type ? found : null;
}

/**
 * Makes an element with properties and content.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Partial<HTMLElementTagNameMap[N]>} [properties]
 * @param {(Node | string)[]} content
 */
export function make(name, properties = {}, ...content) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...content);
  return made;
}

/**
 * Shows an element, or hides it. Templates of an almanac's own may leave it out.
 * @param {HTMLElement | null} element
 * @param {boolean} isShown
 */
export function setShown(element, isShown) {
  if (element !== null) element.hidden = !isShown;
}

/**
 * Gives an element, if it is there, a text.
 * @param {Element | null} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element !== null) element.textContent = text;
}

/**
 * A function that does something before the next frame is drawn: once, however often it is called until then.
 * A page that is not seen draws no frames, and so waits until it is.
 * @param {() => void} action
 */
export function onceAFrame(action) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      action();
    });
  };
}

/**
 * The name by which what an element stands for is read: an entry, or one of its texts (twice.js).
 * @param {HTMLElement} element
 */
export const nameOf = ({ dataset: { as, entry } }) => as ?? entry;
