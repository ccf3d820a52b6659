/** Whether lines can be drawn over: a terminal that can move its cursor, and a person who looks at it. */
export function isLive(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && env.TERM !== 'dumb' && !env.CI;
}
