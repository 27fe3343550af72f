import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { assembleCss } from '../tools/assemble-css.js';

async function readPublic(extension: string): Promise<readonly { name: string; text: string }[]> {
  const files = (await readdir('public', { recursive: true })).filter((file) => file.endsWith(extension));
  return Promise.all(
    files.map(async (name) => ({ name, text: await readFile(path.join('public', name), 'utf8') })),
  );
}

describe('the files that go to the browser', () => {
  it('hold the CSS of the installed Utrecht components: run `npm run css` when this fails', async () => {
    expect(await readFile('public/vendor/utrecht.css', 'utf8')).toBe(await assembleCss());
  });

  it('name the licence of the Utrecht components', async () => {
    const css = await readFile('public/vendor/utrecht.css', 'utf8');
    expect(css).toContain('@license EUPL-1.2');
    expect(css).toContain('Copyright (c) 2021-2024 Gemeente Utrecht');
  });

  it('are together under 100 kB of style and script, compressed', async () => {
    const files = [...(await readPublic('.css')), ...(await readPublic('.js'))];
    const bytes = files.reduce((sum, { text }) => sum + gzipSync(text).length, 0);
    expect(bytes).toBeLessThan(100_000);
  });

  it('use colours only through tokens, so that a theme reaches everything', async () => {
    const own = (await readPublic('.css')).filter(({ name }) => /^css[\\/](?!tokens|print)/.test(name));
    expect(own.length).toBeGreaterThan(0);
    for (const { name, text } of own) {
      const colours = [...text.matchAll(/#[0-9a-f]{3,8}\b/gi)].map(([colour]) => colour);
      expect(
        colours.filter((colour) => colour !== '#fff'),
        name,
      ).toEqual([]);
    }
  });

  it('use only tokens that exist', async () => {
    const style = (await readPublic('.css')).filter(({ name }) => /^css[\\/]/.test(name));
    const all = style.map(({ text }) => text).join('\n');
    const defined = new Set([...all.matchAll(/(--veldwerk-[a-z0-9-]+)\s*:/g)].map(([, name]) => name));
    const used = [...all.matchAll(/var\((--veldwerk-[a-z0-9-]+)/g)].map(([, name]) => name);
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
  });
});
