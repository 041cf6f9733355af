/**
 * What went wrong with a query, in words: what, in both languages, and where.
 *
 * @typedef {{fr: string, en: string}} Text
 */
export class Fault extends Error {
  /** @param {Text} words @param {{line?: number, column?: number, kind?: string}} [details] */
  constructor(words, details = {}) {
    super(words.en);
    this.name = "Fault";
    this.words = words;
    this.details = details;
  }

  /** As a plain object, which crosses from a worker to its page. */
  plain() {
    return { words: this.words, details: this.details };
  }

  /** The fault that a plain object describes. @param {{words: Text, details: object}} told */
  static from({ words, details }) {
    return new Fault(words, details);
  }
}
