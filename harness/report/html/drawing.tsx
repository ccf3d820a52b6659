/** A figure, drawn by us; nothing where there is none. */
export function Drawing({ svg, wide }: { readonly svg: string | undefined; readonly wide?: boolean }) {
  if (svg === undefined) return null;
  return <figure class={wide ? 'drawing wide' : 'drawing'} dangerouslySetInnerHTML={{ __html: svg }} />;
}
