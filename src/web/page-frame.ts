/** A link in the main navigation. Only links that this user may follow are given; `current` marks where the user is. */
export interface NavigationLink {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

/** A message about the action that led to this page, read aloud by a screen reader. */
export interface Flash {
  readonly kind: 'success' | 'warning' | 'error';
  readonly text: string;
}

/** What stands around every page: who is signed in, where they can go, and what was just done. */
export interface PageFrame {
  /** The person who is signed in, with role names as they are shown on the screen. */
  readonly user: { readonly name: string; readonly roles: readonly string[] } | null;
  readonly navigation: readonly NavigationLink[];
  /** A notice over the whole width of every page, such as the one of the demo. */
  readonly banner: string | null;
  /** What is said on every page about a study for practice; `null` on all others. */
  readonly practice: string | null;
  readonly flash: Flash | null;
  /** Goes into every form that posts; see `views/components/csrf.ejs`. */
  readonly csrfToken: string;
}
