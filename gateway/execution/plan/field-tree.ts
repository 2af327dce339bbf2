import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** The response keys an operation may answer at one level; `undefined` beneath a key means that it is a leaf. */
export type FieldTree = Map<string, FieldTree | undefined>;

/** Every key the operation may answer, whatever the runtime types: what a merge has to look at. */
export function fieldTreeOf(document: DocumentNode): FieldTree {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const tree: FieldTree = new Map();
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) addSelections(tree, definition.selectionSet, fragments);
  return tree;
}

function addSelections(
  tree: FieldTree,
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      if (!selection.selectionSet) {
        if (!tree.has(key)) tree.set(key, undefined);
        continue;
      }
      const below: FieldTree = tree.get(key) ?? new Map();
      tree.set(key, below);
      addSelections(below, selection.selectionSet, fragments);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      addSelections(tree, selection.selectionSet, fragments);
    } else {
      const fragment = fragments.get(selection.name.value);
      if (fragment) addSelections(tree, fragment.selectionSet, fragments);
    }
  }
}

/** The tree with, beside every key, the keys that rewrites may rename it to. */
export function withRenamedKeys(
  tree: FieldTree,
  renamed: ReadonlyMap<string, readonly string[]> | undefined,
): FieldTree {
  if (!renamed || renamed.size === 0) return tree;
  const extended: FieldTree = new Map();
  for (const [key, below] of tree) {
    const extendedBelow = below && withRenamedKeys(below, renamed);
    for (const name of [key, ...(renamed.get(key) ?? [])])
      extended.set(name, united(extended.get(name), extendedBelow));
  }
  return extended;
}

function united(one: FieldTree | undefined, other: FieldTree | undefined): FieldTree | undefined {
  if (!one || !other) return one ?? other;
  const both = new Map(one);
  for (const [key, below] of other) both.set(key, united(both.get(key), below));
  return both;
}
