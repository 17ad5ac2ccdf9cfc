// What each part of a query stands for: from what was typed to terms of the dictionary. The rules are those of the server,
// which says why they are as they are (`rank/slots.rs` of `almanac-search`).

import { cut } from "./cutting.js";
import { nameWords } from "./naming.js";
import {
  ANY,
  answerAsWell,
  BEGINNING,
  emptySlot,
  FOLDED,
  MOST_SLOTS,
  STEM,
  singlePlacesToTerms,
  TYPED,
  tidy,
} from "./slot.js";

/** @import { Token } from "./cutting.js" */
/** @import { Dictionary, Term } from "./dictionary.js" */
/** @import { QueryPiece } from "./parsing.js" */
/** @import { SiteLanguage } from "./search-files.js" */
/** @import { Answering, Sequence, Slot } from "./slot.js" */

/** How many letters a run has that is more than one word, mostly, and in Thai, Lao, Khmer and Burmese. */
const LONG_RUN = 5;
const LONG_RUN_OF_SOUNDS = 8;

/**
 * Whether a word that was typed without capitals is one of capitals: `it` may be `IT`, but `IT` is not `it`.
 * @param {string} typed
 * @param {string} other
 */
const isSameButForCapitals = (typed, other) =>
  !/\p{Lu}/u.test(typed) && /\p{Lu}/u.test(other) && other.toLowerCase() === typed;

/** Korean: the first syllable, how many begin alike, and the consonants that begin them as they are typed alone. */
const FIRST_SYLLABLE = 0xac00;
const SYLLABLES = 11172;
const PER_CONSONANT = 588;
const PER_VOWEL = 28;
const CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/**
 * Where a word ends in a syllable that may still grow: the first and the last word that it may become.
 * @param {string} word
 */
function grownSyllables(word) {
  const last = word.at(-1) ?? "";
  const before = word.slice(0, -1);
  const consonant = CONSONANTS.indexOf(last);
  const number = last.charCodeAt(0) - FIRST_SYLLABLE;
  const isOpen = number >= 0 && number < SYLLABLES && number % PER_VOWEL === 0;
  if (last === "" || (consonant < 0 && !isOpen)) return null;
  const [first, count] = consonant < 0 ? [number, PER_VOWEL] : [consonant * PER_CONSONANT, PER_CONSONANT];
  const syllable = (/** @type {number} */ at) => before + String.fromCharCode(FIRST_SYLLABLE + at);
  return { first: syllable(first), end: syllable(first + count) };
}

/**
 * Tokens that are looked for as one: the parts of a name with its whole, a run of letters of a script without spaces.
 * @param {Token[]} tokens
 */
function groupsOf(tokens) {
  /** @type {Token[][]} */
  const groups = [];
  let end = 0;
  for (const token of tokens) {
    if (token.from < end) groups.at(-1)?.push(token);
    else groups.push([token]);
    end = Math.max(end, token.to);
  }
  return groups;
}

/**
 * Where the tokens of a group stand.
 * @param {Token[]} group
 */
function spanOf(group) {
  return { from: Math.min(...group.map(({ from }) => from)), to: Math.max(...group.map(({ to }) => to)) };
}

/**
 * Whether a token is the last letter of a run, behind which nothing stands for itself.
 * @param {Token[]} tokens
 * @param {number} at
 */
function isEndOfRun(tokens, at) {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token?.form !== "pair") return false;
  const continues = before?.form === "pair" && token.from < before.to;
  return continues && !(next?.form === "pair" && next.from < token.to);
}

/**
 * An address in the form in which those of one work are equal (`SourceIdentity` of `almanac-model`): a DOI, or the address with
 * its host in lower case, `http` as `https`, without fragment, default port and final slash.
 * @param {string} address
 */
function workAddress(address) {
  const [, scheme = "", user = "", host = "", path = "", query = ""] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*@)?([^/?#@]*)([^?#]*)([^#]*)/i.exec(address) ?? [];
  const isPlain = scheme.toLowerCase() === "http";
  const authority = user + host.toLowerCase().replace(isPlain ? /:(80)?$/ : /:(443)?$/, "");
  if (/^((www|dx)\.)?doi\.org$/.test(authority)) {
    const doi = decodeURIComponent(path).replace(/^\/+|\/+$/g, "");
    if (/^10\.[^/]*\/.+/.test(doi)) return `doi:${doi.toLowerCase()}`;
  }
  const start = isPlain ? "https:" : `${scheme.toLowerCase()}:`;
  return `${start}//${authority}${path.replace(/\/$/, "")}${query}`;
}

/** Makes slots of the pieces of a query. */
export class SlotMaker {
  /**
   * Whether small words are not looked up: on a large site nearly every page has them, and who has which is long to load.
   * They then count as missing.
   */
  #passesOver = false;

  /**
   * @param {Dictionary} dictionary
   * @param {SiteLanguage[]} languages
   * @param {number} documents how many there are
   */
  constructor(dictionary, languages, documents) {
    this.dictionary = dictionary;
    this.languages = languages;
    this.documents = documents;
    /** Whether pieces are loaded for words that might stand as one or as two on pages. */
    this.looksFurther = false;
    this.smallWords = new Set(languages.flatMap(({ smallWords }) => smallWords.split(" ")));
  }

  /**
   * @param {QueryPiece[]} pieces
   * @returns {Slot[]}
   */
  slotsOf(pieces) {
    this.#passesOver = this.dictionary.isLarge;
    const slots = this.#slotsOf(pieces);
    this.#passesOver = false;
    // Somebody looks for The Who.
    return slots.every(({ isSmall }) => isSmall) ? this.#slotsOf(pieces) : slots;
  }

  /** @param {QueryPiece[]} pieces */
  #slotsOf(pieces) {
    const slots = pieces.flatMap((piece) => {
      if (piece.isAddress) return [this.#addressSlot(piece.text)];
      return piece.isPhrase ? [this.#phraseSlot(piece)] : this.#wordSlots(piece);
    });
    const made = slots.filter(({ typed }) => typed !== "").slice(0, MOST_SLOTS);
    this.#joinNeighbours(made);
    return made;
  }

  /**
   * The text cut by each way of writing of the site's languages; the same result only once.
   * @param {string} text
   */
  #cuts(text) {
    /** @type {Map<string, Token[]>} */
    const cuts = new Map();
    for (const { rules } of this.languages) {
      const tokens = cut(text, rules);
      cuts.set(JSON.stringify(tokens), tokens);
    }
    return [...cuts.values()];
  }

  /**
   * @param {Term} term
   * @param {number} kind
   * @returns {Answering}
   */
  #answering(term, kind) {
    return { term, class: kind, language: ANY };
  }

  /**
   * The terms of the same word: as it was typed, and in other spellings.
   * @param {Token} token
   */
  #spelled({ typed, folded }) {
    return this.dictionary.withFolded(folded).map((term) => {
      const isSame = term.typed === typed || isSameButForCapitals(typed, term.typed);
      return this.#answering(term, isSame ? TYPED : FOLDED);
    });
  }

  /**
   * The terms that begin with a word that may go on. A number is whole: `4` is no beginning of `40`.
   * @param {Token} token
   */
  #beginning(token) {
    const spelled = this.#spelled(token);
    if (/[0-9]$/.test(token.folded)) return spelled;
    const { terms, together } = this.dictionary.beginningWith(token.folded);
    const all = [...spelled, ...terms.map((term) => this.#answering(term, BEGINNING))];
    if (together !== undefined) {
      const term = { postings: together, order: Number.MAX_SAFE_INTEGER };
      all.push({ term, class: BEGINNING, language: ANY, isWide: true, start: token.folded });
    }
    const grown = grownSyllables(token.folded);
    if (grown !== null) {
      const more = this.dictionary.between(grown.first, grown.end);
      all.push(...more.map((term) => this.#answering(term, BEGINNING)));
    }
    return all;
  }

  /**
   * The terms that answer to a word: by its spelling, as its beginning where it may go on, by its stem.
   * @param {Token} word
   * @param {boolean} isOpen
   */
  #wordTerms(word, isOpen) {
    const stems = this.dictionary.withStemOf(word.typed, word.folded);
    return tidy([
      ...(isOpen ? this.#beginning(word) : this.#spelled(word)),
      ...stems.map(({ term, language }) => ({ term, class: STEM, language })),
    ]);
  }

  /** @param {string} address */
  #addressSlot(address) {
    const slot = emptySlot(address);
    slot.documents = this.dictionary.citing(workAddress(address));
    const words = cut(address, this.languages[0]?.rules ?? {}).filter(({ form }) => form === "word");
    if (words.length > 0) {
      const places = words.map((word) => this.#spelled(word));
      slot.sequences.push({ places, class: TYPED, mayBeApart: false });
    }
    return slot;
  }

  /**
   * What answers to a token of a phrase.
   * @param {Token} token
   * @param {boolean} mayGoOn
   */
  #inPhrase(token, mayGoOn) {
    if (token.form === "whole" || token.form === "spelling") return [];
    return token.form === "word" && mayGoOn ? this.#beginning(token) : this.#spelled(token);
  }

  /**
   * A phrase: its words as they stand, side by side, signs included, without stems.
   * @param {QueryPiece} piece
   */
  #phraseSlot({ text, isOpen }) {
    const slot = emptySlot(text);
    for (const tokens of this.#cuts(text)) {
      const last = Math.max(...tokens.map(({ position }) => position));
      /** @type {Map<number, Answering[]>} */
      const places = new Map();
      for (const token of tokens.filter(({ position }, at) => position !== last || !isEndOfRun(tokens, at))) {
        const place = places.get(token.position) ?? [];
        const mayGoOn = isOpen && token.position === last && tokens.length > 1;
        // A name with its signs takes the place of the word without them.
        const kept = token.form === "signed" ? [] : place;
        places.set(token.position, [...kept, ...this.#inPhrase(token, mayGoOn)]);
      }
      const inOrder = [...places].sort(([one], [other]) => one - other).map(([, terms]) => terms);
      slot.sequences.push({ places: inOrder, class: TYPED, mayBeApart: false });
    }
    singlePlacesToTerms(slot);
    return slot;
  }

  /**
   * Words outside quotation marks.
   * @param {QueryPiece} piece
   */
  #wordSlots({ text, isOpen }) {
    const made = this.#cuts(text).map((tokens) => {
      const groups = groupsOf(tokens);
      return groups.map((group, at) => {
        const slot = this.#groupSlot(text, group, isOpen && at + 1 === groups.length);
        return { ...spanOf(group), slot };
      });
    });
    // Other ways of writing read the same words, some of them otherwise: `10.000`. Where one takes several words for what
    // another takes for one, they stand side by side: `1,250` in a language that has no number written so.
    const fewest = Math.min(...made.map(({ length }) => length));
    const all = made.find(({ length }) => length === fewest) ?? [];
    for (const [number, { from, to, slot }] of all.entries()) {
      for (const other of made) {
        if (other === all) continue;
        const same = other.length === all.length ? other.slice(number, number + 1) : other;
        const isWithin = (/** @type {{ from: number, to: number }} */ part) => from <= part.from && part.to <= to;
        const parts = same.length === 1 ? same : same.filter(isWithin);
        answerAsWell(
          slot,
          parts.map((part) => part.slot),
        );
      }
      slot.terms = tidy(slot.terms);
    }
    return all.map(({ slot }) => slot);
  }

  /**
   * What one word, name or run stands for.
   * @param {string} text
   * @param {Token[]} group
   * @param {boolean} isOpen
   */
  #groupSlot(text, group, isOpen) {
    const { from, to } = spanOf(group);
    const slot = emptySlot(text.slice(from, to));
    slot.name = nameWords(group);
    if (group[0]?.form === "pair") {
      this.#fillWithRun(slot, group);
      slot.pairs = this.#pairsOfLongRun(text, group);
      return slot;
    }
    const words = group.filter(({ form }) => form === "word");
    const signed = group.filter(({ form }) => form === "signed");
    const wholes = group.filter(({ form }) => form === "whole");
    // A power is a name with signs too: `m²`.
    const hasSigns = signed.length > 0 || wholes.some(({ folded }) => folded.includes("^"));
    // Signs behind a word end it, `F#`, if they mean something here, and so does an ending, `dog's`.
    const end = Math.max(...words.map((part) => part.to));
    const mayGoOn = isOpen && !signed.some((token) => token.to > end && this.#spelled(token).length > 0);
    const mayWordGoOn = mayGoOn && !wholes.some(({ to: wholeEnd }) => wholeEnd > end);
    for (const token of group) {
      if (token.form === "whole" && mayGoOn) slot.terms.push(...this.#beginning(token));
      else if (token.form !== "word" && token.form !== "pair") slot.terms.push(...this.#spelled(token));
    }
    const [word] = words;
    if (word === undefined) slot.isSigns = true;
    else if (words.length === 1) this.#fillWithWord(slot, word, hasSigns, mayWordGoOn);
    else this.#fillWithParts(slot, words, wholes[0], mayWordGoOn);
    slot.terms = tidy(slot.terms);
    return slot;
  }

  /**
   * @param {Slot} slot
   * @param {Token[]} words
   * @param {Token | undefined} whole
   * @param {boolean} isOpen
   */
  #fillWithParts(slot, words, whole, isOpen) {
    const places = words.map((part, at) => this.#wordTerms(part, isOpen && at + 1 === words.length));
    // `GPT 4` apart says nothing about GPT-4.
    const mayBeApart = !words.some(({ folded }) => /[0-9]/.test(folded));
    if (whole !== undefined) slot.sequences.push(...this.#numberApart(whole.folded));
    slot.sequences.push({ places, class: FOLDED, mayBeApart });
  }

  /**
   * Whether a word is one of those that pages need not have. In capitals it is a name: `WHO`.
   * @param {string} typed
   * @param {string} folded
   */
  isSmall(typed, folded) {
    return !/^\p{Lu}{2,}$/u.test(typed) && this.smallWords.has(folded);
  }

  /**
   * @param {Slot} slot
   * @param {Token} word
   * @param {boolean} hasSigns
   * @param {boolean} isOpen
   */
  #fillWithWord(slot, word, hasSigns, isOpen) {
    // Who types `C++` looks for that first, and for `C` after it.
    const worst = hasSigns ? STEM : TYPED;
    slot.isWord = true;
    slot.isSmall = !hasSigns && this.isSmall(word.typed, word.folded);
    slot.isPassedOver = slot.isSmall && this.#passesOver;
    if (slot.isPassedOver) return;
    for (const answering of this.#wordTerms(word, isOpen)) {
      slot.terms.push({ ...answering, class: Math.max(answering.class, worst) });
    }
    slot.nearTo = word.folded;
    slot.sequences.push(...this.#apart(word.folded));
  }

  /**
   * A run of letters of a script without spaces: its pairs side by side. A single letter is a beginning of pairs.
   * @param {Slot} slot
   * @param {Token[]} group
   */
  #fillWithRun(slot, group) {
    const [single] = group;
    if (group.length === 1 && single !== undefined) {
      const { terms, together } = this.dictionary.beginningWith(single.folded);
      slot.terms = terms.filter(({ isPair }) => isPair).map((term) => this.#answering(term, TYPED));
      if (together !== undefined) {
        const term = { postings: together, order: Number.MAX_SAFE_INTEGER };
        slot.terms.push({ term, class: TYPED, language: ANY, isWide: true, start: single.folded });
      }
      return;
    }
    // The last token of a run is its last letter alone.
    const places = group.slice(0, -1).map((pair) => this.#spelled(pair));
    slot.sequences.push({ places, class: TYPED, mayBeApart: false });
    singlePlacesToTerms(slot);
  }

  /**
   * The pairs of a run that is longer than a word is, each for itself.
   * @param {string} text
   * @param {Token[]} group
   */
  #pairsOfLongRun(text, group) {
    const writesSounds = group.some(({ folded }) => /[\u0e00-\u17ff]/.test(folded));
    if (group.length < (writesSounds ? LONG_RUN_OF_SOUNDS : LONG_RUN)) return [];
    return group.slice(0, -1).map((pair, at) => ({
      ...emptySlot(text.slice(pair.from, pair.to)),
      terms: this.#spelled(pair),
      isWord: true,
      overlap: Math.max((group[at - 1]?.to ?? 0) - pair.from, 0),
    }));
  }

  /**
   * A word that stands as two on pages: `coop` as `co op`. Both must be rare enough to mean something side by side, a single
   * letter more so: `alone` is not `a lone`.
   * @param {string} word
   */
  #apart(word) {
    /** @type {Sequence[]} */
    const sequences = [];
    const letters = [...word];
    if (/[0-9]/.test(word)) return this.#numberApart(word);
    if (letters.length < 4) return sequences;
    const few = Math.floor(this.documents / 20);
    const looksFurther = this.#looksFurtherFor(word);
    const rare = (/** @type {string} */ text, /** @type {number} */ most) => {
      const terms = this.#ifNear(text, looksFurther);
      const count = terms.reduce((sum, { postings }) => sum + postings.documents.length, 0);
      return count > 0 && count <= most ? terms.map((term) => this.#answering(term, TYPED)) : null;
    };
    for (let at = 1; at + 2 <= letters.length; at += 1) {
      // The second part is looked up where the first is a word: pieces are loaded for that.
      const one = rare(letters.slice(0, at).join(""), few + (at === 1 ? 2 : 20));
      const other = one && rare(letters.slice(at).join(""), few + 20);
      if (one && other) sequences.push({ places: [one, other], class: FOLDED, mayBeApart: false });
    }
    return sequences;
  }

  /**
   * A name with its number that stands as two words on pages: `llama3.1` as `Llama 3.1`. A single letter is no name: `A100`.
   * @param {string} word
   * @returns {Sequence[]}
   */
  #numberApart(word) {
    const [, name = "", number = ""] = /^(\p{Alphabetic}{2,}?)([0-9][0-9.]*)$/u.exec(word) ?? [];
    if (name === "") return [];
    const looksFurther = !this.dictionary.isLarge || this.#looksFurtherFor(word);
    const places = [name, number].map((text) =>
      this.#ifNear(text, looksFurther).map((term) => this.#answering(term, TYPED)),
    );
    return places.every((place) => place.length > 0) ? [{ places, class: FOLDED, mayBeApart: false }] : [];
  }

  /**
   * Whether pieces are loaded for other ways to write a word: on a large site only where no page has it as it was typed.
   * @param {string} word
   */
  #looksFurtherFor(word) {
    return this.looksFurther && !(this.dictionary.isLarge && this.dictionary.withFolded(word).length > 0);
  }

  /**
   * The terms of a folded form, looked for in the pieces that are there, unless little was found: for what is seldom meant no
   * more is loaded at first.
   * @param {string} folded
   * @param {boolean} looksFurther
   */
  #ifNear(folded, looksFurther) {
    return looksFurther || this.dictionary.has(folded) ? this.dictionary.withFolded(folded) : [];
  }

  /**
   * Two words that stand as one on pages: `co op` as `coop` or `co-op`. It answers to both.
   * @param {Slot[]} slots
   */
  #joinNeighbours(slots) {
    for (const [at, other] of slots.entries()) {
      const one = slots[at - 1];
      // A word that was passed over has no letters here that could be joined: the other word would answer to both.
      if (!one?.isWord || !other.isWord || one.nearTo === "" || other.nearTo === "") continue;
      const isUnknown = [one, other].some(({ nearTo }) => this.#looksFurtherFor(nearTo));
      const looksFurther = !this.dictionary.isLarge || isUnknown;
      const joined = this.#ifNear(one.nearTo + other.nearTo, looksFurther);
      for (const slot of [one, other]) {
        slot.terms = tidy([...slot.terms, ...joined.map((term) => this.#answering(term, FOLDED))]);
      }
    }
  }
}
