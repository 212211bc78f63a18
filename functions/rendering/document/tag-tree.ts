import type { DocumentWriter } from './document-writer.ts';

/** An element of a document's structure while it is written. */
export interface TagNode {
  readonly object: number;
  readonly tag: string;
  readonly parent: number;
  readonly entries: string;
  kids: string;
}

/**
 * The tagged structure of a document of several pages, in reading order, and the parent tree that leads from
 * each page's marks back to it.
 */
export class TagTree {
  readonly root: TagNode;
  private readonly writer: DocumentWriter;
  private readonly treeRoot: number;
  private readonly nodes: TagNode[] = [];
  /** Per page, the element of each mark. */
  private readonly marks: { readonly page: number; readonly elements: number[] }[] = [];

  constructor(writer: DocumentWriter) {
    this.writer = writer;
    this.treeRoot = writer.allot();
    this.root = this.node('Document', this.treeRoot, '');
  }

  /** A new element after the others of its parent; `entries` are further ones of its dictionary. */
  add(parent: TagNode, tag: string, entries = ''): TagNode {
    const node = this.node(tag, parent.object, entries);
    parent.kids += `${node.object} 0 R `;
    return node;
  }

  /** A mark on a page for an element's content; `page` is the page's object. */
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

  /** Writes all of it; `pages` are the pages' objects, whose `StructParents` are their places here. */
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
