import { Buffer } from 'node:buffer';

/** A content stream while it is written: bytes in a reused buffer, numbers without a detour over strings. */
export class ContentBuffer {
  private bytes = Buffer.allocUnsafe(1 << 15);
  private at = 0;
  private fill = '';

  clear(): void {
    this.at = 0;
    this.fill = '';
  }

  /** Sets the fill colour, red, green and blue from 0 to 1, where it isn't set already. */
  colour(fill: string): void {
    if (fill === this.fill) return;
    this.fill = fill;
    this.text(`${fill} rg\n`);
  }

  /** Begins the content of a structure element. */
  openMark(tag: string, mark: number): void {
    this.text(`/${tag}<</MCID ${mark}>>BDC\n`);
  }

  closeMark(): void {
    this.text('EMC\n');
  }

  get length(): number {
    return this.at;
  }

  /** What follows sets its colour itself. */
  forgetColour(): void {
    this.fill = '';
  }

  /** What has been written: a view, valid until the next write. */
  view(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  /** Operators and names, latin-1. */
  text(text: string): void {
    const length = text.length;
    this.reserve(length);
    const { bytes } = this;
    let { at } = this;
    for (let i = 0; i < length; i++) bytes[at++] = text.charCodeAt(i);
    this.at = at;
  }

  /** Operators written before, which set what they need themselves. */
  operators(operators: Uint8Array): void {
    this.reserve(operators.length);
    this.bytes.set(operators, this.at);
    this.at += operators.length;
    this.fill = '';
  }

  /** A number of at most three decimals, and a space. */
  number(value: number): void {
    this.reserve(24);
    const { bytes } = this;
    let thousandths = Math.round(value * 1000);
    if (thousandths < 0) {
      bytes[this.at++] = 0x2d;
      thousandths = -thousandths;
    }
    const whole = Math.floor(thousandths / 1000);
    this.digits(whole);
    let fraction = thousandths - whole * 1000;
    if (fraction) {
      bytes[this.at++] = 0x2e;
      for (let unit = 100; fraction; unit /= 10) {
        const digit = Math.floor(fraction / unit);
        bytes[this.at++] = 0x30 + digit;
        fraction -= digit * unit;
      }
    }
    bytes[this.at++] = 0x20;
  }

  /** Rectangles of whole numbers below 256, four for each, added to the path. */
  rectangles(values: Uint8Array): void {
    this.reserve(values.length * 4 + values.length);
    const { bytes } = this;
    let { at } = this;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (value > 99) bytes[at++] = 0x30 + ((value / 100) | 0);
      if (value > 9) bytes[at++] = 0x30 + (((value / 10) | 0) % 10);
      bytes[at++] = 0x30 + (value % 10);
      bytes[at++] = 0x20;
      if ((i & 3) === 3) {
        bytes[at++] = 0x72;
        bytes[at++] = 0x65;
        bytes[at++] = 0x0a;
      }
    }
    this.at = at;
  }

  /** A two-byte glyph code inside of a literal string. */
  glyph(code: number): void {
    this.reserve(4);
    this.stringByte(code >> 8);
    this.stringByte(code & 255);
  }

  private stringByte(byte: number): void {
    if (byte === 0x28 || byte === 0x29 || byte === 0x5c) this.bytes[this.at++] = 0x5c;
    else if (byte === 0x0d) {
      // A bare carriage return in a string would be read as a line feed.
      this.bytes[this.at++] = 0x5c;
      this.bytes[this.at++] = 0x72;
      return;
    }
    this.bytes[this.at++] = byte;
  }

  private digits(whole: number): void {
    let unit = 1;
    while (unit * 10 <= whole) unit *= 10;
    for (let rest = whole; unit >= 1; unit = Math.floor(unit / 10)) {
      const digit = Math.floor(rest / unit);
      this.bytes[this.at++] = 0x30 + digit;
      rest -= digit * unit;
    }
  }

  private reserve(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe((this.at + length) * 2);
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
