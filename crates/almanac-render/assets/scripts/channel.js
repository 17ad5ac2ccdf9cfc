// What the tabs of a site say to each other, where the browser has a way for that and does not forbid it.

/**
 * A way to say something to the other tabs; null where there is none.
 * @template M
 * @param {string} name
 * @param {(message: M) => void} hear
 */
export function openChannel(name, hear) {
  try {
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }) => hear(data));
    return {
      /** @param {M} message */
      post(message) {
        try {
          channel.postMessage(message);
        } catch {
          // It was closed meanwhile.
        }
      },
      close: () => channel.close(),
    };
  } catch {
    return null;
  }
}
