import type { DocumentWriter } from './document-writer.ts';

/** An element of a structure tree that is being written. */
export interface TagNode {
  readonly object: number;
  readonly tag: string;
  /** Object number of the parent element. */
  readonly parent: number;
  /** Further entries of the dictionary. */
  readonly entries: string;
  kids: string;
}

/**
 * The structure tree of a document of several pages that is being written, in reading order, and the parent tree that
 * maps the marks of each page to their elements.
 */
export class TagTree {
  readonly root: TagNode;
  private readonly writer: DocumentWriter;
  private readonly treeRoot: number;
  private readonly nodes: TagNode[] = [];
  /** For each page, the element of each mark. */
  private readonly marks: { readonly page: number; readonly elements: number[] }[] = [];

  constructor(writer: DocumentWriter) {
    this.writer = writer;
    this.treeRoot = writer.allot();
    this.root = this.node('Document', this.treeRoot, '');
  }

  /** Adds an element at the end of its parent; `entries` are further entries of its dictionary. */
  add(parent: TagNode, tag: string, entries = ''): TagNode {
    const node = this.node(tag, parent.object, entries);
    parent.kids += `${node.object} 0 R `;
    return node;
  }

  /** Returns a new mark for content of an element; `page` is the object number of the page. */
  mark(node: TagNode, page: number): number {
    let onPage = this.marks.find((candidate) => candidate.page === page);
    if (!onPage) {
      onPage = { page, elements: [] };
      this.marks.push(onPage);
    }
    const mark = onPage.elements.push(node.object) - 1;
    node.kids += `<</Type/MCR/Pg ${page} 0 R/MCID ${mark}>> `;
    return mark;
  }

  /** Writes the tree and returns the object number of its root. `StructParents` of a page is its index in `pages`. */
  write(pages: readonly number[]): number {
    for (const { object, tag, parent, entries, kids } of this.nodes)
      this.writer.object(object, `<</S/${tag}/P ${parent} 0 R${entries}/K[${kids}]>>`);
    const parents = pages.map((page, i) => {
      const elements = this.marks.find((candidate) => candidate.page === page)?.elements ?? [];
      return `${i}[${elements.map((element) => `${element} 0 R`).join(' ')}]`;
    });
    this.writer.object(
      this.treeRoot,
      `<</Type/StructTreeRoot/K[${this.root.object} 0 R]/ParentTree<</Nums[${parents.join('')}]>>/ParentTreeNextKey ${pages.length}>>`,
    );
    return this.treeRoot;
  }

  private node(tag: string, parent: number, entries: string): TagNode {
    const node: TagNode = { object: this.writer.allot(), tag, parent, entries, kids: '' };
    this.nodes.push(node);
    return node;
  }
}
