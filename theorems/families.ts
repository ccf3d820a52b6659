/** `theoremcheck/families`: the papers' families, for theorems of one's own over them. */
export { bu2024 } from './bu2024/family';
export { li2024 } from './li2024/family';
