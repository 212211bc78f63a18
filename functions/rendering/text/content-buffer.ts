/** A content stream that is being written. Numbers are written as digits directly, without intermediate strings. */
export class ContentBuffer {
  private bytes = new Uint8Array(1 << 15);
  private at = 0;
  private fill = '';

  /** Empties the stream; the memory is reused. */
  clear(): void {
    this.at = 0;
    this.fill = '';
  }

  /** Sets the fill colour (red, green and blue from 0 to 1) unless it is set already. */
  colour(fill: string): void {
    if (fill === this.fill) return;
    this.fill = fill;
    this.text(`${fill} rg\n`);
  }

  /** Begins the content of a structure element. */
  openMark(tag: string, mark: number): void {
    this.text(`/${tag}<</MCID ${mark}>>BDC\n`);
  }

  /** Ends the content of a structure element. */
  closeMark(): void {
    this.text('EMC\n');
  }

  /** Number of bytes written. */
  get length(): number {
    return this.at;
  }

  /** Makes the next `colour` write its operator even when the colour is the same. */
  forgetColour(): void {
    this.fill = '';
  }

  /** Returns a view of the bytes written; it is valid until the next write. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  /** Writes operators and names, latin-1. */
  text(text: string): void {
    const length = text.length;
    this.reserve(length);
    const { bytes } = this;
    let { at } = this;
    for (let i = 0; i < length; i++) bytes[at++] = text.charCodeAt(i);
    this.at = at;
  }

  /** Writes operators that were written before and that set their colour themselves. */
  operators(operators: Uint8Array): void {
    this.reserve(operators.length);
    this.bytes.set(operators, this.at);
    this.at += operators.length;
    this.fill = '';
  }

  /** Writes a number with at most three decimals, and a space. */
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

  /** Adds rectangles to the path; four whole numbers below 256 for each: x, y, width, height. */
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

  /** Writes a two-byte glyph code inside a literal string. */
  glyph(code: number): void {
    this.reserve(4);
    this.stringByte(code >> 8);
    this.stringByte(code & 255);
  }

  private stringByte(byte: number): void {
    if (byte === 0x28 || byte === 0x29 || byte === 0x5c) this.bytes[this.at++] = 0x5c;
    else if (byte === 0x0d) {
      // A reader turns an unescaped carriage return in a string into a line feed (ISO 32000-1, 7.3.4.2).
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
    const larger = new Uint8Array((this.at + length) * 2);
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }
}
