interface DrawingProps {
  readonly svg: string | undefined;
  readonly caption?: string;
  /** At its own size, scrolling within itself; others shrink to the page. */
  readonly wide?: boolean;
}

/** A figure, drawn by us: its texts are escaped. Nothing where there is none. */
export function Drawing({ svg, caption, wide }: DrawingProps) {
  if (svg === undefined) return null;
  return (
    <figure class={wide ? 'drawing wide' : 'drawing'}>
      {caption ? <figcaption>{caption}</figcaption> : null}
      <div dangerouslySetInnerHTML={{ __html: svg }} />
    </figure>
  );
}
