/**
 * The last part of a name. Browsers send a name, the command line a path; either kind of slash.
 * @example baseName('jb-jr\\jbrr-2025.csv') // 'jbrr-2025.csv'
 */
export function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

/**
 * The file and the folder that it came from: folders tell files of one name apart.
 * @example shownFileName('aanlevering/jb-jr/jbrr-2025.csv') // 'jb-jr/jbrr-2025.csv'
 */
export function shownFileName(name: string): string {
  return name
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(-2)
    .join('/');
}
