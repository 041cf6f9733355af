/**
 * A ZIP archive of small files, kept as they are (method 0), dated 1980: equal files give equal
 * bytes.  Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const FIRST_DAY_OF_1980 = 0x21;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of ZIP (CRC-32, ISO 3309). @param {Uint8Array} bytes */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** @param {Record<string, string>} files texts by name @returns {Blob} */
export function zip(files) {
  const encoder = new TextEncoder();
  const [parts, directory] = [[], []];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, content] = [encoder.encode(path), encoder.encode(text)];
    const shared = [
      [2, VERSION], [2, UTF8_NAMES], [2, 0], [2, 0], [2, FIRST_DAY_OF_1980],
      [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0],
    ];
    const header = numbers([[4, LOCAL], ...shared]);
    const entry = [[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]];
    directory.push(numbers([[4, CENTRAL], [2, VERSION], ...shared, ...entry]), name);
    parts.push(header, name, content);
    offset += header.length + name.length + content.length;
  }
  const count = Object.keys(files).length;
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = [[4, END], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, offset], [2, 0]];
  return new Blob([...parts, ...directory, numbers(end)], { type: "application/zip" });
}

/** Numbers as little-endian bytes. @param {number[][]} fields width in bytes, and value */
function numbers(fields) {
  const bytes = fields.flatMap(([width, value]) =>
    Array.from({ length: width }, (_, at) => (value >>> (8 * at)) & 0xff),
  );
  return Uint8Array.from(bytes);
}
