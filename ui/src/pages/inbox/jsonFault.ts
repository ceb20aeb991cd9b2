/** Where a text stops being valid JSON; the browsers' own messages are unreliable. Pure. */

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const SPACE = /[ \t\n\r]*/y;

/** The offset of the first invalid character; the length if the text ends too early. */
export function jsonFault(text: string): number | null {
  const reader = new Reader(text);
  if (reader.value() && reader.isAtEnd()) return null;
  return reader.at;
}

class Reader {
  at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.takes(SPACE);
    return this.at === this.text.length;
  }

  value(): boolean {
    this.takes(SPACE);
    const first = this.text[this.at];
    if (first === "{") return this.list("}", () => this.member());
    if (first === "[") return this.list("]", () => this.value());
    return this.takes(STRING) || this.takes(SCALAR);
  }

  private member(): boolean {
    this.takes(SPACE);
    return this.takes(STRING) && this.is(":") && this.value();
  }

  private list(end: string, item: () => boolean): boolean {
    this.at += 1;
    if (this.is(end)) return true;
    for (;;) {
      if (!item()) return false;
      if (this.is(end)) return true;
      if (!this.is(",")) return false;
    }
  }

  private is(character: string): boolean {
    this.takes(SPACE);
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private takes(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return false;
    this.at += match[0].length;
    return true;
  }
}
