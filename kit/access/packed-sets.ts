import type { PolicyTexts } from './policy.ts';

/**
 * Sets that were validated when the program was packed: their texts, by the hash of their files. None in the sources: whoever packs
 * puts them here. A set that differs by a byte is not among them, and is validated when it is loaded.
 */
export const packedSets: Readonly<Record<string, PolicyTexts>> = {};
