declare module '@hotwired/turbo' {
  export function visit(location: string, options?: { action?: 'advance' | 'replace' }): void;
  export const config: { drive: { progressBarDelay: number } };
}
