/** The command that trains a trial again. */
export function Replay({ token }: { readonly token: string }) {
  return <code class="command">npx theoremcheck replay {token}</code>;
}
