import { ModuleRouter } from 'typedoc-plugin-markdown';

/** A page per entry, named by the last part of what is imported: `theoremcheck/generators` is `generators.md`. */
export class PagePerEntry extends ModuleRouter {
  getReflectionAlias(reflection) {
    return super.getReflectionAlias(reflection).split('/').at(-1);
  }
}
