import { canDraw } from '#platform/pdf/fonts.ts';

/**
 * A character that no font of ours can draw is printed by its number, `[U+6F22]`: the reader sees that something stood
 * there and what; PDF/UA forbids the empty box that would stand there otherwise.
 */
export function drawable(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (character === '\n' || invisible.test(character) || canDraw(code)) return character;
      return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}

/** Characters that join or split others and have no glyph of their own; Typst shapes them away. */
const invisible = /^(?:[\u00AD\u061C\u200B-\u200F\u2060-\u2064\uFEFF]|\u034F|[\uFE00-\uFE0F])$/u;
