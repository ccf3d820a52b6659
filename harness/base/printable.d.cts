export function printable(text: string, colours?: boolean): string;
export function legible(text: string): string;
export function oneLine(text: string): string;
export function brief(error: unknown): string;
export function complaint(error: unknown): string;
