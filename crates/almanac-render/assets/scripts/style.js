// Loads a style sheet that only what scripts make needs.

import { make } from "./dom.js";

/**
 * Adds a style sheet to the page; done when what it styles can be shown.
 * @param {string} href
 * @returns {Promise<unknown>}
 */
export const addStyle = (href) =>
  new Promise((resolve) => {
    const link = make("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
