/** Whether this is continuous integration, as all services say it. */
export function isCI(env: NodeJS.ProcessEnv): boolean {
  return !['', '0', 'false'].includes((env.CI ?? '').toLowerCase());
}
