// What the editor asks of the server.

/** A diagnostic, its places in units of UTF-16 of the text that was sent; null of another file.
 * @typedef {object} Finding
 * @property {number | null} from
 * @property {number | null} to
 * @property {"error" | "warning" | "remark"} severity
 * @property {string} name
 * @property {string} message
 * @property {string | null} [help]
 * @property {string} [file] the file that it is about, where that is another one
 * @property {string | null} [edit] the address where that is changed
 * @property {{ description: string, edits: { from: number, to: number, text: string }[] } | null} [fix] what mends it for certain
 */

/** What the server says of a text.
 * @typedef {{ diagnostics: Finding[], preview?: string | null }} Checked
 */

/** What may complete what is being typed.
 * @typedef {{ label: string, insert?: string, detail?: string }} Offered
 */

/** An image that goes with a text.
 * @typedef {object} Upload
 * @property {string} name
 * @property {File} file
 * @property {string} licence
 * @property {string} attribution
 * @property {string} origin
 * @property {boolean} replace
 */

/** A proposal that changes what was changed meanwhile: its revision, the newest one that it was merged with, the text that both
 * began from, and its own.
 * @typedef {{ number: number, revision: string, tip: string, base: string, text: string }} Proposed
 */

/** Says that the server refused, and in which words. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {{ message?: string, base?: string, text?: string, diagnostics?: Finding[] }} body
   */
  constructor(status, body) {
    super(body.message ?? "");
    this.status = status;
    this.body = body;
  }
}

/**
 * What an answer says, as JSON; nothing of one that says nothing, or something else.
 * @param {Response} answer
 */
async function bodyOf(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

/** Says that something else than the almanac answered, such as the page on which a network asks to sign in. */
export class Misanswered extends Error {}

/**
 * What an answer says, if it is one of the almanac's: a status alone says nothing, as others answer with it too.
 * @param {Response} answer
 * @param {string[]} names of what an answer of ours has
 */
async function answered(answer, names) {
  const body = await bodyOf(answer);
  if (!answer.ok) throw new Refused(answer.status, body);
  if (body === null || names.some((name) => body[name] === undefined)) throw new Misanswered();
  return body;
}

/**
 * Asks for JSON.
 * @param {string} address
 * @param {string[]} names of what the answer has
 * @param {RequestInit} [request]
 */
const ask = async (address, names, request) =>
  answered(await fetch(address, { credentials: "same-origin", cache: "no-store", ...request }), names);

/**
 * Sends JSON.
 * @param {string} address
 * @param {unknown} body
 * @param {string[]} names of what the answer has
 */
const send = (address, body, names) =>
  ask(address, names, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/**
 * The bytes of a file in base 64.
 * @param {File} file
 * @returns {Promise<string>}
 */
const inBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(`${reader.result}`.replace(/^[^,]*,/u, "")));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });

/** The requests about one page. */
export class EditRequests {
  /** @param {string} page the address at which the page is edited */
  constructor(page) {
    this.page = page;
  }

  /**
   * The text as it stands now, with that of a proposal that is to be joined with it.
   * @param {string} [proposal] its number
   * @returns {Promise<{ file: string, base: string, text: string, proposal?: Proposed }>}
   */
  text(proposal) {
    const query = proposal === undefined ? "" : `?${new URLSearchParams({ proposal })}`;
    return ask(`${this.page}/text${query}`, ["base", "text"]);
  }

  /**
   * The text that has a hash, as one of the page's revisions had it.
   * @param {string} base
   * @returns {Promise<{ base: string, text: string }>}
   */
  former(base) {
    return ask(`${this.page}/text?${new URLSearchParams({ base })}`, ["base", "text"]);
  }

  /**
   * The hash of the text as it stands now, or nothing where it is still the one that is known, or the page is just begun.
   * @param {string} known
   * @returns {Promise<{ base: string, text: string } | null>}
   */
  async newerText(known) {
    if (known === "") return null;
    const answer = await fetch(`${this.page}/text`, {
      credentials: "same-origin",
      cache: "no-store",
      headers: { "if-none-match": `"${known}"` },
    });
    if (answer.status === 304) return null;
    const body = await answered(answer, ["base", "text"]);
    return body.base === known ? null : body;
  }

  /**
   * What the compiler says of a text with some images.
   * @param {string} text
   * @param {Omit<Upload, "file">[]} media
   * @returns {Promise<Checked>}
   */
  check(text, media) {
    return send(`${this.page}/check`, { text, media: JSON.stringify(media) }, ["diagnostics"]);
  }

  /**
   * What a text would touch, in a sentence.
   * @param {string} text
   * @returns {Promise<{ touches: string }>}
   */
  impact(text) {
    return send(`${this.page}/impact`, { text }, ["touches"]);
  }

  /**
   * What may stand at a place.
   * @param {"link" | "heading" | "fact" | "source" | "language"} sort
   * @param {string} query
   * @param {string} of the page that is asked about; none for this one
   * @param {AbortSignal} signal
   * @returns {Promise<Offered[]>}
   */
  complete(sort, query, of, signal) {
    const fields = new URLSearchParams({ sort, q: query, of });
    return ask(`${this.page}/complete?${fields}`, ["length"], { signal });
  }

  /**
   * Whether a name among the media is taken.
   * @param {string} name
   * @returns {Promise<{ taken: boolean, address?: string }>}
   */
  media(name) {
    return ask(`${this.page}/media?${new URLSearchParams({ name })}`, ["taken"]);
  }

  /**
   * Saves or proposes.
   * @param {{ text: string, base: string, summary: string, id: string, report: string, media: Upload[] }} change
   * @returns {Promise<{ base: string, address: string, words: string }>}
   */
  async save({ media, ...change }) {
    const uploads = media.map(async ({ file, ...upload }) => ({ ...upload, base64: await inBase64(file) }));
    // Every field of a form is a text.
    const sent = { ...change, exact: "true", media: JSON.stringify(await Promise.all(uploads)) };
    return send(this.page, sent, ["base", "address"]);
  }

  /**
   * Accepts a proposal with a text that was made of it and of what stands.
   * @param {string} address of the proposal
   * @param {{ revision: string, tip: string, file: string, text: string, words: string }} decision
   * @returns {Promise<{ base: string, address: string, words: string }>}
   */
  async accept(address, decision) {
    const { address: place } = await send(address, { do: "accept", ...decision }, ["address"]);
    return { base: "", address: place, words: "" };
  }

  /**
   * Signs in by a key.
   * @param {string} address
   * @param {string} key
   */
  async signIn(address, key) {
    const headers = { accept: "application/json", "content-type": "application/json" };
    const request = { method: "POST", headers, body: JSON.stringify({ key }) };
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", ...request });
    if (!answer.ok) throw new Refused(answer.status, await bodyOf(answer));
    if (answer.status !== 204) throw new Misanswered();
  }
}
