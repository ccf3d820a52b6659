import type katex from 'katex';
import { ownRequire } from '../style/package-require';

const options = { output: 'htmlAndMathml', throwOnError: true, trust: false } as const;

/** Loaded when the first formula is typeset: other commands need not wait for it. */
let loaded: typeof katex | undefined;

function typeset(tex: string, more: object = {}): string {
  loaded ??= ownRequire()('katex') as typeof katex;
  return loaded.renderToString(tex, { ...options, ...more });
}

/** A formula in the line. @param tex made by us: what is no TeX is an error of ours */
export function Tex({ tex }: { readonly tex: string }) {
  return <span dangerouslySetInnerHTML={{ __html: typeset(tex) }} />;
}

/** A formula in a line of its own, which scrolls where it is too wide. */
export function DisplayTex({ tex }: { readonly tex: string }) {
  const html = typeset(tex, { displayMode: true, fleqn: true });
  return <div class="formula" dangerouslySetInnerHTML={{ __html: html }} />;
}
