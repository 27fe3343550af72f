export const FILE_ENCODINGS = ['cp1252', 'utf-8', 'utf-16', 'utf-8-bom'] as const;
export type FileEncodingKind = (typeof FILE_ENCODINGS)[number];

/** What an export to Windows-1252 makes of letters that it has not. */
const NEAREST: Readonly<Record<string, string>> = {
  ı: 'i',
  İ: 'I',
  Ş: 'S',
  ş: 's',
  ğ: 'g',
  Ğ: 'G',
  Đ: 'D',
  đ: 'd',
  ć: 'c',
  Ć: 'C',
  Ł: 'L',
  '’': '\u0092',
};

/** The bytes of a file. */
export function encoded(text: string, encoding: FileEncodingKind): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf-16':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'cp1252':
      return Buffer.from(
        text.replace(/[ıİŞşğĞĐđćĆŁ’]/g, (letter) => NEAREST[letter] ?? '?'),
        'latin1',
      );
  }
}
