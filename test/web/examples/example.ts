import type { PageModel, View } from '../../../src/web/views.js';
import { view } from '../../../src/web/views.js';

/** A page as somebody could see it. */
export interface ViewExample {
  readonly view: View<PageModel>;
  /** What sets it apart from the other examples of the same view, where there are several. */
  readonly state: string;
  readonly model: PageModel;
}

export function example<Model extends PageModel>(page: View<Model>, model: Model, state = ''): ViewExample {
  return { view: { name: page.name }, state, model };
}

/** For a view whose model is known only inside its feature. */
export function byName(name: string, model: PageModel & Readonly<Record<string, unknown>>): ViewExample {
  return { view: view(name), state: '', model };
}
