import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

const folder = new URL('../../../docs/pictures/', import.meta.url).pathname;

/** Keeps what the page looks like as a picture of the documentation, when `PICTURES` is set; else nothing. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true, animations: 'disabled' });
}
