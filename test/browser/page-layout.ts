import type { Page } from 'playwright-core';

/** Runs in the page: returns the lines that begin with a comma or another closing mark, each with what is before it. */
const LINES_THAT_BEGIN_WITH_A_MARK = `(() => {
  const found = [];
  const blockOf = (node) => {
    let block = node.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    return block;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let last;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let index = 0; index < node.data.length; index += 1) {
      const character = node.data[index];
      if (/\\s/.test(character)) continue;
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const here = { block: blockOf(node), box, character };
      // An atomic inline's own block is another than that of the mark after it.
      const sameText = last && (last.block === here.block || here.block.contains(last.block));
      if (sameText && /[،,.;:؛؟?!»)\\]]/.test(character) && box.top >= last.box.bottom - 1)
        found.push(last.character + '⏎' + node.data.slice(index, index + 20));
      last = here;
    }
  }
  return found;
})()`;

/** Runs in the page: returns the pairs of texts of different elements that lie on each other. */
const OVERLAPS = `(() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const hidden = (element) => element && (getComputedStyle(element).clipPath !== 'none' || hidden(element.parentElement));
    if (node.data.trim() === '' || hidden(parent) || !parent.checkVisibility()) continue;
    range.selectNodeContents(node);
    // Half the height of a line is the letters: lines may stand closer than their boxes.
    for (const { left, right, top, bottom } of range.getClientRects())
      boxes.push({ left, right, top: top + (bottom - top) / 4, bottom: bottom - (bottom - top) / 4, node });
  }
  const found = [];
  for (const [index, one] of boxes.entries())
    for (const other of boxes.slice(index + 1))
      if (one.node !== other.node && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1)
        found.push(one.node.data.trim().slice(0, 30) + ' / ' + other.node.data.trim().slice(0, 30));
  return found;
})()`;

/** Returns the lines of a page that begin with a comma or another closing mark. */
export const linesBegunByMarks = (page: Page): Promise<string[]> =>
  page.evaluate(LINES_THAT_BEGIN_WITH_A_MARK);

/** Returns the pairs of texts on a page that lie on each other. */
export const overlapsOn = (page: Page): Promise<string[]> => page.evaluate(OVERLAPS);

/**
 * Returns by how many pixels a page goes on below its content, and by how many its last box stands above the end of the
 * content.
 */
export const endOf = (page: Page): Promise<{ readonly beyond: number; readonly below: number }> =>
  page.evaluate(`(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    const margin = Number.parseFloat(getComputedStyle(document.body).marginBottom);
    const bottom = document.body.getBoundingClientRect().bottom + scrollY + margin;
    // What scrolls within itself, and what lies over the page, may reach below its end.
    const boxes = [...document.querySelectorAll('.panel, .card, .callout')].filter((box) => !box.closest('.picker, .overlay'));
    const lowest = Math.max(0, ...boxes.map((box) => box.getBoundingClientRect().bottom + scrollY));
    return { beyond: Math.max(0, scrollHeight - Math.max(clientHeight, Math.ceil(bottom))), below: bottom - lowest };
  })()`);

/** Returns by how many pixels a page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/**
 * Returns how a page stands while its text has twice the size: by how many pixels it is wider than its window, and
 * whether values in its lists have room for some letters.
 */
export async function withLargeText(
  page: Page,
): Promise<{ readonly wider: number; readonly hasRoom: boolean }> {
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  const wider = await overflowOf(page);
  const hasRoom = await page.evaluate<boolean>(`[...document.querySelectorAll('.records td > *')].every(
    (value) => value.getBoundingClientRect().width >= 3 * Number.parseFloat(getComputedStyle(value).fontSize))`);
  await page.evaluate("document.documentElement.style.fontSize = ''");
  return { wider, hasRoom };
}

/** Runs in the page: returns the places of elements, with what they say. */
export const placesOf = (elements: readonly (HTMLElement | SVGElement)[]) =>
  elements.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height, text: element.textContent };
  });
