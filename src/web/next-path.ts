/** Where somebody goes after signing in. Only a path of this program: no other site, no protocol. */
export function safeNextPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\w\-./]*$/.test(next) ? next : '/';
}
