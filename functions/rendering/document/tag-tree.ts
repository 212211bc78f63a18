import { rounded } from '../text/operands.ts';
import { type PDFContext, PDFHexString, type PDFObject, type PDFRef } from '../text/pdf-core.ts';
import type { Box } from '../text/text-placement.ts';

/** Entries of a structure element's dictionary besides its type, parent, page and content; a string is a name. */
export interface TagEntries {
  readonly [name: string]: PDFObject | string | number | number[] | TagEntries;
}

/** An element of a structure tree that is being written. */
export interface TagNode {
  readonly ref: PDFRef;
  readonly tag: string;
  readonly parent: PDFRef;
  readonly entries: TagEntries;
  /** The page of the first content. */
  page: PDFRef | null;
  readonly kids: (PDFObject | number)[];
}

/** The objects at the top of a tree. */
export interface TagTreeObjects {
  readonly root: PDFRef;
  readonly document: PDFRef;
}

/**
 * The structure tree of a document that is being written, in reading order, and the parent tree that maps the marks of
 * each page, and the annotations, to their elements.
 */
export class TagTree {
  readonly document: TagNode;
  private readonly context: PDFContext;
  private readonly objects: TagTreeObjects;
  private readonly nodes: TagNode[] = [];
  private readonly pages: { readonly page: PDFRef; readonly key: number; readonly elements: PDFRef[] }[] = [];
  /** Values of the parent tree by key. */
  private readonly parents: (PDFRef | PDFRef[])[] = [];

  constructor(context: PDFContext, objects?: TagTreeObjects) {
    this.context = context;
    this.objects = objects ?? { root: context.nextRef(), document: context.nextRef() };
    this.document = this.node('Document', this.objects.root, {}, this.objects.document);
  }

  /** Adds a page, with the elements of marks that are drawn on it already; returns its `StructParents`. */
  addPage(page: PDFRef, elements: readonly PDFRef[] = []): number {
    const marked = { page, key: this.parents.length, elements: [...elements] };
    this.pages.push(marked);
    this.parents.push(marked.elements);
    return marked.key;
  }

  /** Adds an element at the end of its parent. */
  add(parent: TagNode, tag: string, entries: TagEntries = {}, ref = this.context.nextRef()): TagNode {
    const node = this.node(tag, parent.ref, entries, ref);
    parent.kids.push(ref);
    return node;
  }

  /** Adds an element that is written already at the end of its parent. */
  adopt(parent: TagNode, ref: PDFRef): void {
    parent.kids.push(ref);
  }

  /** Returns a new mark for content of an element on a page. */
  mark(node: TagNode, page: PDFRef): number {
    const marked = this.pages.find((candidate) => candidate.page === page);
    if (!marked) throw new Error('the page is not in the structure tree');
    const mark = marked.elements.push(node.ref) - 1;
    node.page ??= page;
    node.kids.push(node.page === page ? mark : this.context.obj({ Type: 'MCR', Pg: page, MCID: mark }));
    return mark;
  }

  /** Makes an annotation content of an element; returns its `StructParent`. */
  annotation(node: TagNode, annotation: PDFRef, page: PDFRef): number {
    node.page ??= page;
    node.kids.push(this.context.obj({ Type: 'OBJR', Obj: annotation, Pg: page }));
    return this.parents.push(node.ref) - 1;
  }

  /** Writes the tree and returns its root. */
  write(): PDFRef {
    const { context } = this;
    for (const { ref, tag, parent, entries, page, kids } of this.nodes) {
      const [only] = kids;
      context.assign(
        ref,
        context.obj({
          S: tag,
          P: parent,
          ...(page ? { Pg: page } : {}),
          ...entries,
          K: kids.length === 1 && only !== undefined ? only : kids,
        }),
      );
    }
    context.assign(
      this.objects.root,
      context.obj({
        Type: 'StructTreeRoot',
        K: [this.document.ref],
        ParentTree: { Nums: this.parents.flatMap((value, key) => [key, value]) },
        ParentTreeNextKey: this.parents.length,
      }),
    );
    return this.objects.root;
  }

  private node(tag: string, parent: PDFRef, entries: TagEntries, ref: PDFRef): TagNode {
    const node: TagNode = { ref, tag, parent, entries, page: null, kids: [] };
    this.nodes.push(node);
    return node;
  }
}

/** Returns the entries of a figure: its alternative text and its box. */
export function figureEntries(alternative: string, box: Box): TagEntries {
  return {
    Alt: PDFHexString.fromText(alternative),
    A: { O: 'Layout', Placement: 'Block', BBox: box.map(rounded) },
  };
}
