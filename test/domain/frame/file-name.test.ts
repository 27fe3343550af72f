import { describe, expect, it } from 'vitest';
import { baseName, shownFileName } from '../../../src/domain/frame/file-name.js';

describe('the name of a delivered file', () => {
  it.each([
    ['jb-jr\\jbrr-2025.csv', 'jbrr-2025.csv', 'jb-jr/jbrr-2025.csv'],
    ['aanlevering/jb-jr/jbrr-2025.csv', 'jbrr-2025.csv', 'jb-jr/jbrr-2025.csv'],
    ['../../etc/lijst.csv', 'lijst.csv', 'etc/lijst.csv'],
    ['lijst.csv', 'lijst.csv', 'lijst.csv'],
  ])('%s is shown without the path of somebody’s disk', (name, base, shown) => {
    expect([baseName(name), shownFileName(name)]).toEqual([base, shown]);
  });
});
