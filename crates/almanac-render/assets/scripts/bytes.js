// Reads the files by which a site without a server is searched, as `almanac-search` writes them (`files/bytes.rs`).

/** How many bytes of the hash of a file are in its name. */
const HASH_BYTES = 5;

/** Each byte in two digits. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();

/** Bytes that are being read. */
export class ByteReader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** A byte. */
  byte() {
    const byte = this.bytes[this.at] ?? 0;
    this.at += 1;
    return byte;
  }

  /** A number of variable length. */
  number() {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? 0;
    let number = byte & 0x7f;
    for (let shift = 7; byte >= 0x80 && shift < 35; shift += 7) {
      byte = bytes[this.at++] ?? 0;
      number += (byte & 0x7f) * 2 ** shift;
    }
    return number;
  }

  /** @param {number} length */
  raw(length) {
    const bytes = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return bytes;
  }

  /** A text, with its length before it. */
  text() {
    return DECODER.decode(this.raw(this.number()));
  }

  /**
   * A text that begins as another does.
   * @param {string} before
   */
  textAfter(before) {
    const same = this.number();
    const start = same === 0 ? "" : DECODER.decode(ENCODER.encode(before).subarray(0, same));
    return start + this.text();
  }

  /**
   * Texts of which each says how much of the one before it has.
   * @param {number} count
   */
  texts(count) {
    /** @type {string[]} */
    const texts = [];
    // What a text has of the one before it stays where it is.
    let bytes = new Uint8Array(64);
    for (let number = 0; number < count; number += 1) {
      const same = this.number();
      const rest = this.raw(this.number());
      const length = same + rest.length;
      if (length > bytes.length) {
        const longer = new Uint8Array(2 * length);
        longer.set(bytes);
        bytes = longer;
      }
      bytes.set(rest, same);
      texts.push(DECODER.decode(bytes.subarray(0, length)));
    }
    return texts;
  }

  /**
   * So many numbers.
   * @param {number} count
   */
  numbers(count) {
    const numbers = new Uint32Array(count);
    for (let index = 0; index < count; index += 1) numbers[index] = this.number();
    return numbers;
  }

  /**
   * So many numbers, each as the difference to the one before it.
   * @param {number} count
   */
  ascending(count) {
    const numbers = new Uint32Array(count);
    let last = 0;
    for (let index = 0; index < count; index += 1) {
      last += this.number();
      numbers[index] = last;
    }
    return numbers;
  }

  /** The name of a piece: a part of its hash. */
  piece() {
    return `pieces/${this.hash()}`;
  }

  /** A part of a hash. */
  hash() {
    let hash = "";
    for (const byte of this.raw(HASH_BYTES)) hash += HEX[byte];
    return hash;
  }
}

/**
 * Bytes that are compressed as ZIP files are.
 * @param {ReadableStream<Uint8Array>} compressed
 */
export async function inflated(compressed) {
  const stream = /** @type {ReadableStream<BufferSource>} */ (compressed);
  const plain = stream.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}
