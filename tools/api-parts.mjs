/** What comments are made of. */
export const text = (content) => ({ kind: 'text', text: content });

/** A link to where something is described. */
export const link = (target) => ({ kind: 'inline-tag', tag: '@link', target, text: target.name });
